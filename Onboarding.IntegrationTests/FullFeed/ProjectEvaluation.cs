using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>
/// What MSBuild itself says of a project with <c>FullFeed=true</c>: which files it compiles, and how. Aspire's SDK,
/// which only adds what is made in a build, is left out, as it is not there.
/// </summary>
internal sealed record ProjectEvaluation(
    string AssemblyName,
    IReadOnlyList<string> Files,
    IReadOnlyList<string> Usings,
    IReadOnlyList<string> Friends,
    IReadOnlyList<string> Packages,
    IReadOnlySet<string> NoWarn)
{
    /// <param name="project">For example <c>Onboarding.AppHost</c>.</param>
    public static async Task<ProjectEvaluation> ReadAsync(string project, bool fullFeed = true)
    {
        var file = Path.Combine(RepositoryFolder.Root, project, $"{project}.csproj");
        var output = await ChildProcess.RunAsync(
            "dotnet",
            [
                "msbuild", file, "-nologo", $"-p:FullFeed={fullFeed}", "-p:ImportAspireSdk=false",
                "-getItem:Compile,Protobuf,Using,InternalsVisibleTo,PackageReference",
                "-getProperty:AssemblyName,NoWarn,IntermediateOutputPath",
            ]);
        var answer = JsonDocument.Parse(output).RootElement;
        var properties = answer.GetProperty("Properties");
        var generated = Path.Combine(
            RepositoryFolder.Root, project, properties.GetProperty("IntermediateOutputPath").GetString()!
                .Replace('\\', '/'));
        // The build of these tests has made it: Dashboard/a_b.proto → obj/…/Dashboard/AB.cs.
        string Generated(string proto) => Path.Combine(
            generated,
            Path.GetDirectoryName(proto)!,
            string.Concat(Path.GetFileNameWithoutExtension(proto).Split('_')
                .Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + ".cs");
        return new ProjectEvaluation(
            properties.GetProperty(nameof(AssemblyName)).GetString()!,
            [.. Items(answer, "Compile", "FullPath"), .. Items(answer, "Protobuf", "Identity").Select(Generated)],
            Items(answer, "Using", "Identity"),
            Items(answer, "InternalsVisibleTo", "Identity"),
            Items(answer, "PackageReference", "Identity"),
            properties.GetProperty(nameof(NoWarn)).GetString()!
                .Split(';', StringSplitOptions.RemoveEmptyEntries).ToHashSet());
    }

    private static string[] Items(JsonElement answer, string type, string metadata) =>
        answer.GetProperty("Items").TryGetProperty(type, out var items)
            ? [.. items.EnumerateArray().Select(item => item.GetProperty(metadata).GetString()!)]
            : [];
}
