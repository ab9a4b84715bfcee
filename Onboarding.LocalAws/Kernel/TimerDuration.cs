namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// How long a timer must be set for. Timers count whole milliseconds and drop the rest, so that one fires just before
/// its time and whoever looks at the clock then waits for nothing again and again; and to a timer a millisecond less
/// than nothing means for ever.
/// </summary>
internal static class TimerDuration
{
    /// <summary>The shortest duration after which all of that time has passed, even where it has by now.</summary>
    public static TimeSpan ToPass(TimeSpan time) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(time.TotalMilliseconds, 0)));
}
