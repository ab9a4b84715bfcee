namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>
/// A moment of running time: ticks that lag the calendar's by all the time in which the host did not run. Two of them
/// can be compared and subtracted over restarts; none of them means anything outside this host.
/// </summary>
internal readonly record struct RunningInstant(long Ticks) : IComparable<RunningInstant>
{
    public static RunningInstant operator +(RunningInstant at, TimeSpan time) => new(at.Ticks + time.Ticks);

    public static TimeSpan operator -(RunningInstant x, RunningInstant y) => new(x.Ticks - y.Ticks);

    public static bool operator <(RunningInstant x, RunningInstant y) => x.Ticks < y.Ticks;

    public static bool operator >(RunningInstant x, RunningInstant y) => x.Ticks > y.Ticks;

    public static bool operator <=(RunningInstant x, RunningInstant y) => x.Ticks <= y.Ticks;

    public static bool operator >=(RunningInstant x, RunningInstant y) => x.Ticks >= y.Ticks;

    public int CompareTo(RunningInstant other) => Ticks.CompareTo(other.Ticks);
}
