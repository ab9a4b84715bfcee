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
}
