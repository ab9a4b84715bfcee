using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>What the README's deploy command makes, for one runtime: published once per test run.</summary>
/// <remarks>
/// The command is read from the README. The runtime identifier and the folder are the test's, and so is the framework
/// where the feed lacks the newest compiler pack (docs/adr/0002); intermediate files lie apart from the build's.
/// </remarks>
internal sealed partial class PublishedBootstrap
{
    private readonly Lazy<Task<PublishOutput>> _published;
    private readonly string _runtimeIdentifier;

    private PublishedBootstrap(string runtimeIdentifier)
    {
        _runtimeIdentifier = runtimeIdentifier;
        _published = new Lazy<Task<PublishOutput>>(RunAsync);
    }

    public static PublishedBootstrap OfThisMachine { get; } = new(RuntimeInformation.RuntimeIdentifier);

    public static PublishedBootstrap ForArm64 { get; } = new("linux-arm64");

    /// <summary>Where the executable lies once it is published.</summary>
    public FileInfo Executable => new(Path.Combine(Folder.FullName, "bootstrap"));

    public DirectoryInfo Folder => new(Path.Combine(Root, _runtimeIdentifier));

    /// <summary>The newest framework whose compiler pack the feed has; null before the first publish.</summary>
    public string? Framework =>
        File.Exists(FrameworkFile) ? File.ReadAllText(FrameworkFile).Trim() : null;

    /// <summary>What <c>.ci/run</c> does, too.</summary>
    public string HowToGetIt =>
        $"no Native AOT compiler pack for {_runtimeIdentifier}: eng/restore-native.sh {_runtimeIdentifier}";

    private string FrameworkFile => Path.Combine(Root, _runtimeIdentifier + ".framework");

    private static string Root => Path.Combine(RepositoryFolder.Root, "artifacts", "native-tests");

    public Task<PublishOutput> GetAsync() => _published.Value;

    private async Task<PublishOutput> RunAsync()
    {
        if (Folder.Exists)
        {
            Folder.Delete(recursive: true);
        }

        var documented = PublishCommand().Match(
            await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "README.md")));
        Assert.True(documented.Success, "the README has no publish command");
        var command = $"{documented.Groups["before"].Value} -r {_runtimeIdentifier}{documented.Groups["between"].Value}"
            + $" -o {Folder.FullName} --artifacts-path {Path.Combine(Root, "intermediate")} -nodeReuse:false"
            + $" -p:OnboardingTargetFramework={Framework}";
        var ended = await ChildProcess.TryAsync("bash", ["-c", command]);
        return new PublishOutput(ended.ExitCode, $"{command}\n{ended.Output}\n{ended.Error}");
    }

    [GeneratedRegex(
        "^(?<before>dotnet publish Onboarding.Functions.*?) -r linux-arm64(?<between>.*?) -o artifacts/bootstrap$",
        RegexOptions.Multiline)]
    private static partial Regex PublishCommand();
}

/// <param name="Text">The command and what it printed.</param>
internal sealed record PublishOutput(int ExitCode, string Text);
