using System.Diagnostics;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Documents;

/// <summary>Skipped by name where neither compose is installed; .ci/run installs the older one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class ComposeFactAttribute : FactAttribute
{
    private static readonly Lazy<string[]?> Compose = new(Find);

    public ComposeFactAttribute() =>
        Skip = Compose.Value is null ? "neither docker compose nor docker-compose" : null;

    /// <summary>In the repository, with the compose that there is.</summary>
    public static Task<string> RunAsync(IReadOnlyList<string> arguments) =>
        ChildProcess.RunAsync(Compose.Value![0], [.. Compose.Value[1..], .. arguments]);

    protected static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string[]? Find() =>
        SearchPath.Has("docker") && Succeeds("docker", "compose", "version") ? ["docker", "compose"]
        : SearchPath.Has("docker-compose") ? ["docker-compose"]
        : null;
}

/// <summary>Skipped by name where no engine runs, or where it has no images and no registry to get them from.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EngineFactAttribute : ComposeFactAttribute
{
    private static readonly string[] Images =
        ["mcr.microsoft.com/dotnet/sdk:10.0", "mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled"];

    public EngineFactAttribute() => Skip ??=
        !SearchPath.Has("docker") || !Succeeds("docker", "info") ? "no Docker engine runs here"
        : Images.FirstOrDefault(image => !HasOrGets(image)) is { } missing ? $"no image {missing}"
        : null;

    private static bool HasOrGets(string image) =>
        Succeeds("docker", "image", "inspect", image) || Succeeds("docker", "pull", "--quiet", image);
}
