namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>When the control page held a mapping back: jumps of its reader on top of the host's. Immutable.</summary>
/// <param name="Since">When the pause began that has not ended; null where there is none.</param>
internal sealed record Pauses(string Reader, string Source, Jumps Ended, RunningInstant? Since)
{
    /// <summary>How much of the time from one moment to another the reader was not held back.</summary>
    public TimeSpan Between(RunningInstant from, RunningInstant to) => new(Map(to) - Map(from));

    public Pauses Begin(RunningInstant at) => this with { Since = Since ?? at };

    public Pauses End(RunningInstant at) => Since is { } since
        ? this with { Ended = Ended.Add(new Jump(since.Ticks, Math.Max(since.Ticks, at.Ticks))), Since = null }
        : this;

    private long Map(RunningInstant at) => Ended.Map(Since is { } since && since < at ? since.Ticks : at.Ticks);
}
