namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// How long a timer must be set for. Timers round down to whole milliseconds, so that one fires just before its time
/// and the caller's loop spins with delays of 0 ms; -1 ms means an infinite delay; and more than 49 days are refused, a
/// difference that a wrongly set calendar easily makes.
/// </summary>
internal static class TimerDuration
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// The shortest duration after which all of that time has passed, even where it has by now; where it is very long,
    /// a part of it: the caller looks at the clock again.
    /// </summary>
    public static TimeSpan ToPass(TimeSpan time) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(time.TotalMilliseconds, 0, Longest.TotalMilliseconds)));
}
