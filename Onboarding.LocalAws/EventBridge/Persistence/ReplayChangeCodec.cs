using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Persistence;

/// <summary><see cref="ReplayChange"/>s in the journal.</summary>
internal sealed class ReplayChangeCodec : ChangeCodec<ReplayChange>
{
    public ReplayChangeCodec()
    {
        Kind(1, (to, stored) => Write(to, stored.Replay), (ref from) => new ReplayChange.Stored(ReadReplay(ref from)));
        Kind(2, (to, forgotten) => to.Text(forgotten.Name), (ref from) => new ReplayChange.Forgotten(from.Text()));
        Kind<ReplayChange.Cleared>(3);
    }

    private static void Write(RecordWriter to, EventReplay replay)
    {
        to.Text(replay.Name);
        to.OptionalText(replay.Description);
        to.Text(replay.ArchiveName);
        to.Text(replay.ArchiveId);
        to.Text(replay.Bus);
        to.Texts(replay.FilterArns);
        to.Time(replay.EventStartTime);
        to.Time(replay.EventEndTime);
        to.Time(replay.StartedAt);
        to.Byte((byte)replay.State);
        to.OptionalTime(replay.EndedAt);
        to.OptionalTime(replay.LastReplayedTime);
        to.Number((ulong)replay.LastReplayedNumber);
    }

    private static EventReplay ReadReplay(ref RecordReader from) => new()
    {
        Name = from.Text(),
        Description = from.OptionalText(),
        ArchiveName = from.Text(),
        ArchiveId = from.Text(),
        Bus = from.Text(),
        FilterArns = from.Texts(),
        EventStartTime = from.Time(),
        EventEndTime = from.Time(),
        StartedAt = from.Time(),
        State = ReadState(from.Byte()),
        EndedAt = from.OptionalTime(),
        LastReplayedTime = from.OptionalTime(),
        LastReplayedNumber = (long)from.Number(),
    };

    /// <summary>The numbers are in data folders.</summary>
    private static ReplayState ReadState(byte number) => number <= (byte)ReplayState.Completed
        ? (ReplayState)number
        : throw new FormatException($"There is no state {number} of a replay.");
}
