namespace Onboarding.LocalAws.Tests.Lambda.Processes;

/// <summary>A test whose program is a shell script.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs bash" : null;
}
