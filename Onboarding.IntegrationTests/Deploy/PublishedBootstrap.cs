using System.Runtime.InteropServices;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>What eng/package.sh makes for one runtime: published once per test run.</summary>
/// <remarks>
/// On this machine itself, because a container's image may be out of reach, and of the newest framework whose compiler
/// pack the feed has (docs/adr/0002).
/// </remarks>
internal sealed class PublishedBootstrap
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

    public DirectoryInfo Folder => new(Path.Combine(Output, "bootstrap"));

    /// <summary>What every function uploads.</summary>
    public FileInfo Package => new(Path.Combine(Output, "bootstrap.zip"));

    /// <summary>As Lambda calls it.</summary>
    public string Architecture => _runtimeIdentifier == "linux-arm64" ? "arm64" : "x86_64";

    /// <summary>The newest framework whose compiler pack the feed has; null before the first publish.</summary>
    public string? Framework =>
        File.Exists(FrameworkFile) ? File.ReadAllText(FrameworkFile).Trim() : null;

    /// <summary>What <c>.ci/run</c> does, too.</summary>
    public string HowToGetIt =>
        $"no Native AOT compiler pack for {_runtimeIdentifier}: eng/restore-native.sh {_runtimeIdentifier}";

    private string Output => Path.Combine(Root, _runtimeIdentifier);

    private string FrameworkFile => Path.Combine(Root, _runtimeIdentifier + ".framework");

    private static string Root => Path.Combine(RepositoryFolder.Root, "artifacts", "native-tests");

    public Task<PublishOutput> GetAsync() => _published.Value;

    private async Task<PublishOutput> RunAsync()
    {
        string[] arguments =
        [
            "eng/package.sh", "--no-container", "--architecture", Architecture, "--framework", Framework!,
            "--output", Path.GetRelativePath(RepositoryFolder.Root, Output),
        ];
        var ended = await ChildProcess.TryAsync("bash", arguments);
        return new PublishOutput(ended.ExitCode, $"{string.Join(' ', arguments)}\n{ended.Output}\n{ended.Error}");
    }
}

/// <param name="Text">The command and what it printed.</param>
internal sealed record PublishOutput(int ExitCode, string Text);
