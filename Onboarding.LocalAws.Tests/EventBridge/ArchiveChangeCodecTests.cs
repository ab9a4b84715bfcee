using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.EventBridge.Persistence;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Archived events and replays as they come back from the journal.</summary>
public sealed class ArchiveChangeCodecTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly ArchivedEventChange[] Events =
    [
        new ArchivedEventChange.Added("1", new ArchivedEvent(7, At, At.AddTicks(1), """{"a":1}"""u8.ToArray())),
        new ArchivedEventChange.Trimmed("1", 3),
        new ArchivedEventChange.Dropped("1"),
        new ArchivedEventChange.Cleared(),
    ];

    private static readonly EventReplay Replay = new()
    {
        Name = "r",
        ArchiveName = "a",
        ArchiveId = "1",
        Bus = "default",
        EventStartTime = At,
        EventEndTime = At.AddHours(1),
        StartedAt = At.AddHours(2),
    };

    private static readonly ReplayChange[] Replays =
    [
        new ReplayChange.Stored(Replay),
        new ReplayChange.Stored(Replay with
        {
            Description = "again",
            FilterArns = ["arn:one", "arn:two"],
            State = ReplayState.Completed,
            EndedAt = At.AddHours(3),
            LastReplayedTime = At.AddMinutes(1),
            LastReplayedNumber = 9,
        }),
        new ReplayChange.Forgotten("r"),
        new ReplayChange.Cleared(),
    ];

    [Fact]
    public void Every_archived_event_comes_back()
    {
        var codec = new ArchivedEventChangeCodec();
        Assert.All(Events, change => Assert.Equal(codec.Written(change), codec.Written(codec.Reread(change))));
        var read = Assert.IsType<ArchivedEventChange.Added>(codec.Reread(Events[0])).Event;
        Assert.Equal((7, At, At.AddTicks(1)), (read.Number, read.Time, read.ArchivedAt));
        Assert.Equal("""{"a":1}""", System.Text.Encoding.UTF8.GetString(read.Event.Span));
        codec.MustRefuseWhatItHasNotWritten(Events);
    }

    [Fact]
    public void Every_replay_comes_back()
    {
        var codec = new ReplayChangeCodec();
        Assert.All(Replays, change => Assert.Equivalent(change, codec.Reread(change), strict: true));
        codec.MustRefuseWhatItHasNotWritten(Replays);
    }

    /// <summary>The numbers are in data folders.</summary>
    [Theory]
    [InlineData(ReplayState.Starting, 0)]
    [InlineData(ReplayState.Running, 1)]
    [InlineData(ReplayState.Cancelling, 2)]
    [InlineData(ReplayState.Cancelled, 3)]
    [InlineData(ReplayState.Completed, 4)]
    public void A_state_keeps_its_number(object state, byte number) => Assert.Equal(number, (byte)(ReplayState)state);
}
