using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>Skipped by name where no container can be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerFactAttribute : FactAttribute
{
    public DockerFactAttribute() => Skip = WhyNot;

    public static string? WhyNot { get; } = SearchPath.Has("docker") && File.Exists("/var/run/docker.sock")
        ? null
        : "no container engine";
}
