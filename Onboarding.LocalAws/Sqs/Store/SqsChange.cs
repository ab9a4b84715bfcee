namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>Everything that can happen to the state: the whole of what a journal has to keep.</summary>
internal abstract record SqsChange(string Queue)
{
    /// <summary>Every queue is gone.</summary>
    public sealed record Cleared() : SqsChange("");

    public sealed record QueueStored(string Queue, QueueAttributes Attributes, DateTimeOffset At) : SqsChange(Queue);

    public sealed record QueueDeleted(string Queue) : SqsChange(Queue);

    public sealed record QueuePurged(string Queue, DateTimeOffset At) : SqsChange(Queue);

    /// <summary>A message arrives, is received, or changes its visibility.</summary>
    public sealed record MessageStored(string Queue, SqsMessage Message) : SqsChange(Queue);

    public sealed record MessageRemoved(string Queue, string MessageId) : SqsChange(Queue);

    /// <summary>Another message with the same deduplication id is a duplicate from now on.</summary>
    public sealed record SendNoted(string Queue, SentMessage Sent) : SqsChange(Queue);

    /// <summary>Another receive with the same attempt's id is the same from now on.</summary>
    public sealed record ReceiveNoted(string Queue, RepeatableReceive Receive) : SqsChange(Queue);

    /// <summary>
    /// A snapshot's: the messages with the highest sequences may be gone, and sequence numbers never go back.
    /// </summary>
    public sealed record SequenceReached(long Sequence) : SqsChange("");
}
