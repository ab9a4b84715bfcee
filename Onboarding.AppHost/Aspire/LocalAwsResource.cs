using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Onboarding.AppHost.Aspire;

/// <summary>The emulator: this program once more, as the embedded host.</summary>
internal sealed class LocalAwsResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IResourceWithServiceDiscovery
{
    public const string EdgeName = "http";

    /// <summary>The one port that speaks every service's protocol, and the Lambda Runtime API.</summary>
    public EndpointReference Edge => new(this, EdgeName);

    /// <summary>It appears when the stack is ready, and goes when the emulator starts again.</summary>
    public FileInfo ReadyFile { get; } =
        new(Path.Combine(Directory.CreateTempSubdirectory("onboarding-").FullName, "ready.json"));
}

/// <summary>A service that is not played by the emulator but by another endpoint.</summary>
/// <param name="Service">As <c>--aws SERVICE=URL</c> calls it.</param>
internal sealed record AwsBackendAnnotation(string Service, EndpointReference Endpoint) : IResourceAnnotation;
