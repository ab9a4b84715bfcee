namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// How long a timer must be set for. Timers count whole milliseconds and drop the rest, so that one fires just before
/// its time and whoever looks at the clock then waits for nothing again and again; to a timer a millisecond less than
/// nothing means for ever; and it refuses more than 49 days, which a calendar that was set wrong soon makes of a
/// difference.
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
