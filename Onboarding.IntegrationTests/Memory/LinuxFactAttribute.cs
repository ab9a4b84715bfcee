namespace Onboarding.IntegrationTests.Memory;

/// <summary>A fact about a process that only <c>/proc</c> tells.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "needs /proc/PID/status, which only Linux has";
        }
    }
}
