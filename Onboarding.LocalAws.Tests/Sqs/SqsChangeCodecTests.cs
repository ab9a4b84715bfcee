using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Sqs.Persistence;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>Each change as it comes back from the journal, and what versions without FIFO queues wrote.</summary>
public sealed class SqsChangeCodecTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly SqsMessage Bare = new()
    {
        Sequence = 7,
        MessageId = "m",
        Body = "bödy",
        Md5OfBody = "md5",
        Attributes = MessageAttributes.None,
        SenderId = "s",
        SentAt = At,
        VisibleAt = new RunningInstant(5),
    };

    private static readonly SqsMessage Full = Bare with
    {
        Attributes = MessageAttributes.Of([new("n", new MessageAttribute("String", [1, 2]))]),
        TraceHeader = "Root=1",
        ReceiveCount = 2,
        FirstReceivedAt = At.AddSeconds(1),
        DeadLetterQueueSourceArn = "arn:source",
        MessageGroupId = "g",
        MessageDeduplicationId = "d",
    };

    private static readonly QueueAttributes Fifo = QueueAttributes.Default with
    {
        Delay = TimeSpan.FromSeconds(1),
        RedrivePolicy = new RedrivePolicy("arn:dead", 3, "{}"),
        Policy = "{}",
        RedriveAllowPolicy = "{}",
        SqsManagedSseEnabled = false,
        Fifo = new FifoAttributes
        {
            ContentBasedDeduplication = true,
            DeduplicatesPerGroup = true,
            LimitsThroughputPerGroup = true,
        },
    };

    private static readonly SqsChange[] Changes =
    [
        new SqsChange.Cleared(),
        new SqsChange.QueueStored("q", QueueAttributes.Default, At),
        new SqsChange.QueueStored("q.fifo", Fifo, At),
        new SqsChange.QueueDeleted("q"),
        new SqsChange.QueuePurged("q", At),
        new SqsChange.MessageStored("q", Bare),
        new SqsChange.MessageStored("q.fifo", Full),
        new SqsChange.MessageRemoved("q", "m"),
        new SqsChange.SendNoted("q.fifo", new SentMessage("g d", "m", 7, new RunningInstant(5))),
        new SqsChange.ReceiveNoted("q.fifo", new RepeatableReceive(
            "a", new RunningInstant(5), [new HiddenMessage("m", 1, new RunningInstant(6))])),
        new SqsChange.SequenceReached(7),
    ];

    private readonly SqsChangeCodec _codec = new();

    [Fact]
    public void Every_change_comes_back() =>
        Assert.All(Changes, change => Assert.Equivalent(change, _codec.Reread(change), strict: true));

    [Fact]
    public void What_is_no_change_is_refused() => _codec.MustRefuseWhatItHasNotWritten(Changes);

    [Fact]
    public void A_queue_of_before_FIFO_queues_is_a_standard_queue()
    {
        // What QueueStored was until then: today's without the flag that says whether it is a FIFO queue.
        var today = _codec.Written(new SqsChange.QueueStored("q", QueueAttributes.Default, At));
        byte[] former = [2, .. today[1..^9], .. today[^8..]];
        Assert.Equal(0, today[^9]);
        Assert.Equivalent(
            new SqsChange.QueueStored("q", QueueAttributes.Default, At), _codec.Read(former), strict: true);
    }

    [Fact]
    public void A_message_of_before_FIFO_queues_has_no_group()
    {
        var message = Full with { MessageGroupId = null, MessageDeduplicationId = null };
        var today = _codec.Written(new SqsChange.MessageStored("q", message));
        byte[] former = [5, .. today[1..^2]];
        Assert.Equivalent(new SqsChange.MessageStored("q", message), _codec.Read(former), strict: true);
    }

    [Fact]
    public void A_snapshot_keeps_sequence_duplicates_and_receives_where_the_messages_are_gone()
    {
        var time = new ManualTime().Running();
        var store = NewStore(time);
        store.Create("q.fifo", QueueAttributes.Default with { Fifo = FifoAttributes.Default });
        var first = store.Send("q.fifo", Full, delay: null)!;
        var request = new ReceiveRequest(1, AttemptId: "a");
        store.Receive("q.fifo", request);
        store.DeleteMessage("q.fifo", new Receipt("q.fifo", first.MessageId, Full.ReceiveCount + 1));
        var other = store.Send(
            "q.fifo", Full with { MessageId = "n", MessageDeduplicationId = "e" }, delay: null)!;
        var receipt = Assert.Single(store.Receive("q.fifo", request)!.Messages).ReceiveCount;

        var restored = NewStore(time);
        foreach (var change in store.Capture().Changes)
        {
            restored.Apply(_codec.Reread(change));
        }

        Assert.Equal(first.MessageId, restored.Send("q.fifo", Full, delay: null)!.MessageId);
        Assert.Equal(receipt, Assert.Single(restored.Receive("q.fifo", request)!.Messages).ReceiveCount);
        restored.DeleteMessage("q.fifo", new Receipt("q.fifo", "n", receipt));
        var empty = NewStore(time);
        foreach (var change in restored.Capture().Changes)
        {
            empty.Apply(_codec.Reread(change));
        }

        var next = empty.Send("q.fifo", Full with { MessageId = "o", MessageDeduplicationId = "f" }, delay: null)!;
        Assert.True(next.Sequence > other.Sequence);
    }

    private static SqsStore NewStore(RunningTime time) => new(
        new AwsScope("123456789012", "us-east-1"), time, MemoryChangeLog<SqsChange>.Instance,
        NullLogger<SqsStore>.Instance);
}
