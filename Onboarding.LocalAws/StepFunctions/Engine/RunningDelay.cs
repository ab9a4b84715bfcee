using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>Waits that last longer than a timer can, and that go on after a kill.</summary>
internal static class RunningDelay
{
    /// <summary>How late an absolute time may be noticed once the machine was suspended.</summary>
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Until a duration of running time has passed since a stamp.</summary>
    public static async Task PassAsync(
        this RunningTime time, DateTimeOffset since, TimeSpan duration, CancellationToken stop)
    {
        while (duration - time.Look().AgeOf(since) is { Ticks: > 0 } left)
        {
            await Task.Delay(TimerDuration.ToPass(left), time, stop);
        }
    }

    /// <summary>
    /// Until a time of the calendar. Timers count running time, so that one alone would ring late after a suspend.
    /// </summary>
    public static async Task ReachAsync(this RunningTime time, DateTimeOffset until, CancellationToken stop)
    {
        while (until - time.GetUtcNow() is { Ticks: > 0 } left)
        {
            await Task.Delay(TimerDuration.ToPass(left < LookPeriod ? left : LookPeriod), time, stop);
        }
    }
}
