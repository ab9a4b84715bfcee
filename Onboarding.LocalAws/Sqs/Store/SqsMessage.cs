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

    /// <summary>Hidden for at least a tick, so that a timeout of zero cannot offer it to the same call again.</summary>
    public SqsMessage Received(in RunningMoment now, TimeSpan visibility) => this with
    {
        VisibleAt = now.Running + (visibility > TimeSpan.Zero ? visibility : TimeSpan.FromTicks(1)),
        ReceiveCount = ReceiveCount + 1,
        FirstReceivedAt = FirstReceivedAt ?? now.At,
    };

    /// <summary>
    /// As it comes to the dead-letter queue: its age goes with it (SQSDeveloperGuide, "dead-letter queues and message
    /// retention"); the receive count starts anew there (inferred).
    /// </summary>
    public SqsMessage GivenUp(string queueArn) =>
        this with { ReceiveCount = 0, FirstReceivedAt = null, DeadLetterQueueSourceArn = queueArn };
}

/// <summary>In the order in which messages become visible.</summary>
internal sealed class ByVisibility : IComparer<SqsMessage>
{
    public static ByVisibility Instance { get; } = new();

    public int Compare(SqsMessage? x, SqsMessage? y) =>
        x!.VisibleAt.CompareTo(y!.VisibleAt) is var byTime and not 0 ? byTime : x.Sequence.CompareTo(y.Sequence);
}
