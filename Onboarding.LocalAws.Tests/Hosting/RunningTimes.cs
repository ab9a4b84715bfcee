using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Tests.Hosting;

internal static class RunningTimes
{
    /// <summary>The clock of a host that never stops: what the test's calendar shows is running time.</summary>
    public static RunningTime Running(this TimeProvider calendar)
    {
        var time = calendar.NotStarted();
        time.Start(lastBeat: null);
        return time;
    }

    /// <summary>The same while a journal is read.</summary>
    public static RunningTime NotStarted(this TimeProvider calendar) =>
        new(calendar, new ManualTime(), MemoryChangeLog<RunningChange>.Instance);
}
