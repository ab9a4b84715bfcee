using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>Everything that running time consists of: the whole of what a journal has to keep.</summary>
internal abstract record RunningChange
{
    /// <summary>The ticks that all forgotten jumps have skipped; the first change of a state.</summary>
    public sealed record Restored(long Skipped) : RunningChange;

    /// <summary>The host did not run between two readings of its calendar, or the calendar was set back.</summary>
    public sealed record Jumped(DateTimeOffset From, DateTimeOffset To) : RunningChange;

    /// <param name="Reader">Who reads the source: a mapping's id.</param>
    /// <param name="Source">The ARN of the stream or queue.</param>
    public sealed record PauseBegan(string Reader, string Source, RunningInstant At) : RunningChange;

    public sealed record PauseEnded(string Reader, string Source, RunningInstant At) : RunningChange;
}

/// <summary><see cref="RunningChange"/>s in the journal.</summary>
internal sealed class RunningChangeCodec : ChangeCodec<RunningChange>
{
    public RunningChangeCodec()
    {
        Kind(
            1,
            (to, restored) => to.SignedNumber(restored.Skipped),
            (ref from) => new RunningChange.Restored(from.SignedNumber()));
        Kind(
            2,
            (to, jumped) =>
            {
                to.Time(jumped.From);
                to.Time(jumped.To);
            },
            (ref from) => new RunningChange.Jumped(from.Time(), from.Time()));
        Kind(
            3,
            (to, began) =>
            {
                to.Text(began.Reader);
                to.Text(began.Source);
                to.SignedNumber(began.At.Ticks);
            },
            (ref from) => new RunningChange.PauseBegan(
                from.Text(), from.Text(), new RunningInstant(from.SignedNumber())));
        Kind(
            4,
            (to, ended) =>
            {
                to.Text(ended.Reader);
                to.Text(ended.Source);
                to.SignedNumber(ended.At.Ticks);
            },
            (ref from) => new RunningChange.PauseEnded(
                from.Text(), from.Text(), new RunningInstant(from.SignedNumber())));
    }
}
