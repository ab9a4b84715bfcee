namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>Running time as one reader of a source has it: it stands while the reader is held back.</summary>
internal sealed class ReaderClock(RunningTime time, string reader, string source)
{
    /// <summary>The running time since a stamp of the calendar, less the reader's own pauses.</summary>
    public TimeSpan AgeOf(DateTimeOffset stamp) => time.AgeOf(reader, source, stamp);

    /// <summary>Stops the clock; nothing where it stands.</summary>
    public void Pause() => time.Pause(reader, source);

    /// <summary>Lets the clock run; nothing where it does.</summary>
    public void Resume() => time.Resume(reader, source);
}
