namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>One message as it lies in its queue. Immutable: receiving it stores another.</summary>
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

    /// <summary>From when on it can be received: later than now while it is delayed or in flight.</summary>
    public required DateTimeOffset VisibleAt { get; init; }

    public int ReceiveCount { get; init; }

    public DateTimeOffset? FirstReceivedAt { get; init; }

    /// <summary>The queue that gave up on it; null outside dead-letter queues.</summary>
    public string? DeadLetterQueueSourceArn { get; init; }
}

/// <summary>In the order in which messages become visible.</summary>
internal sealed class ByVisibility : IComparer<SqsMessage>
{
    public static ByVisibility Instance { get; } = new();

    public int Compare(SqsMessage? x, SqsMessage? y) =>
        x!.VisibleAt.CompareTo(y!.VisibleAt) is var byTime and not 0 ? byTime : x.Sequence.CompareTo(y.Sequence);
}
