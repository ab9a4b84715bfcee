using System.Globalization;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>One message as it lies in its queue. Immutable: its verbs return the next one, to be stored.</summary>
internal sealed record SqsMessage
{
    /// <summary>Order of arrival over all queues.</summary>
    public required long Sequence { get; init; }

    public required string MessageId { get; init; }

    public required string Body { get; init; }

    /// <summary>Lower-case hex.</summary>
    public required string Md5OfBody { get; init; }

    public required MessageAttributes Attributes { get; init; }

    /// <summary>AWSTraceHeader, the only system attribute that a sender can set; null for none.</summary>
    public string? TraceHeader { get; init; }

    public required string SenderId { get; init; }

    /// <summary>Every message of a FIFO queue has one; in a standard queue it is only shown to the receiver.</summary>
    public string? MessageGroupId { get; init; }

    /// <summary>Null in a standard queue.</summary>
    public string? MessageDeduplicationId { get; init; }

    /// <summary>
    /// "The large, non-consecutive number that Amazon SQS assigns to each message" of a FIFO queue: AWS's have 20
    /// digits such as 18849496460467696128, a multiple of 256. Null in a standard queue.
    /// </summary>
    public string? SequenceNumber => MessageDeduplicationId is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"188{Sequence * 256:D17}");

    /// <summary>Whose work the queue's readers go on with; not part of the journal.</summary>
    public SpanOrigin? Sender { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>
    /// From when on it can be received: later than now while it is delayed or in flight. No response has it.
    /// </summary>
    public required RunningInstant VisibleAt { get; init; }

    public int ReceiveCount { get; init; }

    public DateTimeOffset? FirstReceivedAt { get; init; }

    /// <summary>The queue that gave up on it; null outside dead-letter queues.</summary>
    public string? DeadLetterQueueSourceArn { get; init; }

    public SqsMessage Sent(long sequence, in RunningMoment now, TimeSpan delay) =>
        this with { Sequence = sequence, SentAt = now.At, VisibleAt = now.Running + delay };

    public SqsMessage Received(in RunningMoment now, TimeSpan visibility) => this with
    {
        VisibleAt = HiddenUntil(now, visibility),
        ReceiveCount = ReceiveCount + 1,
        FirstReceivedAt = FirstReceivedAt ?? now.At,
    };

    /// <summary>
    /// Received again by the same attempt: the receipt handle stays, the visibility timeout begins anew.
    /// </summary>
    public SqsMessage Repeated(in RunningMoment now, TimeSpan visibility) =>
        this with { VisibleAt = HiddenUntil(now, visibility) };

    /// <summary>
    /// As it comes to the dead-letter queue, where the receive count starts anew (inferred). "For standard queues, the
    /// expiration of a message is always based on its original enqueue timestamp. … For FIFO queues, the enqueue
    /// timestamp resets when the message is moved to a dead-letter queue" (SQSDeveloperGuide, "dead-letter queues and
    /// message retention"); so does its place in the order (inferred).
    /// </summary>
    public SqsMessage GivenUp(string queueArn, long sequence, in RunningMoment now)
    {
        var moved = this with { ReceiveCount = 0, FirstReceivedAt = null, DeadLetterQueueSourceArn = queueArn };
        return MessageDeduplicationId is null ? moved : moved.Sent(sequence, now, TimeSpan.Zero);
    }

    /// <summary>
    /// As it comes back from a dead-letter queue: "All redriven messages are considered new messages with a new
    /// messageID and enqueueTime" (SQSDeveloperGuide, "Learn how to configure a dead-letter queue redrive").
    /// </summary>
    public SqsMessage Redriven(string messageId, long sequence, in RunningMoment now) => (this with
    {
        MessageId = messageId,
        ReceiveCount = 0,
        FirstReceivedAt = null,
        DeadLetterQueueSourceArn = null,
    }).Sent(sequence, now, TimeSpan.Zero);

    /// <summary>At least a tick away, so that a timeout of zero cannot offer it to the same call again.</summary>
    private static RunningInstant HiddenUntil(in RunningMoment now, TimeSpan visibility) =>
        now.Running + (visibility > TimeSpan.Zero ? visibility : TimeSpan.FromTicks(1));
}

/// <summary>In the order in which messages become visible.</summary>
internal sealed class ByVisibility : IComparer<SqsMessage>
{
    public static ByVisibility Instance { get; } = new();

    public int Compare(SqsMessage? x, SqsMessage? y) =>
        x!.VisibleAt.CompareTo(y!.VisibleAt) is var byTime and not 0 ? byTime : x.Sequence.CompareTo(y.Sequence);
}
