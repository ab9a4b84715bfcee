using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>One queue and its messages. Only <see cref="SqsStore"/> touches it, under its lock.</summary>
internal sealed class SqsQueue(string name, DateTimeOffset createdAt, QueueAttributes attributes)
{
    private readonly Dictionary<string, SqsMessage> _byId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, SqsMessage> _byArrival = [];

    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset LastModifiedAt { get; set; } = createdAt;

    public DateTimeOffset? PurgedAt { get; set; }

    public QueueAttributes Attributes { get; set; } = attributes;

    public IMessageOrder Order { get; } = attributes.Fifo is null ? new VisibilityOrder() : new FifoGroups();

    /// <summary>Empty in a standard queue.</summary>
    public Recent<SentMessage> Sends { get; } = new();

    /// <summary>Those that can be repeated: with an attempt's id, which standard queues do not take.</summary>
    public Recent<RepeatableReceive> Receives { get; } = new();

    /// <summary>Completed, and replaced, whenever a message may have become visible: long polls wait for it.</summary>
    public TaskCompletionSource Arrival { get; private set; } = NewSignal();

    public IReadOnlyCollection<SqsMessage> Messages => _byId.Values;

    /// <summary>The message that was sent first; null where there is none.</summary>
    public SqsMessage? Oldest
    {
        get
        {
            foreach (var (_, message) in _byArrival)
            {
                return message;
            }

            return null;
        }
    }

    /// <returns>Null where the message is gone.</returns>
    public SqsMessage? Find(string messageId) => _byId.GetValueOrDefault(messageId);

    /// <returns>Null where the message is gone or was received again since.</returns>
    public SqsMessage? Find(Receipt receipt) =>
        Find(receipt.MessageId) is { } message && message.ReceiveCount == receipt.ReceiveCount ? message : null;

    /// <returns>What that receive took; null where one of the messages has changed since.</returns>
    public IReadOnlyList<SqsMessage>? Repeat(RepeatableReceive receive, RunningInstant now)
    {
        List<SqsMessage> messages = [];
        foreach (var hidden in receive.Messages)
        {
            if (Find(hidden.MessageId) is not { } message || !hidden.Is(message) || message.VisibleAt <= now)
            {
                return null;
            }

            messages.Add(message);
        }

        return messages;
    }

    /// <summary>The messages that a new delay of the queue changes, as it leaves them.</summary>
    public IEnumerable<SqsMessage> Redelayed(TimeSpan delay) =>
        Order.DelayIsRetroactive && delay != Attributes.Delay
            ? Messages.Where(m => m is { ReceiveCount: 0, DeadLetterQueueSourceArn: null })
                .Select(m => m with { VisibleAt = m.VisibleAt + (delay - Attributes.Delay) })
            : [];

    public QueueSnapshot Describe(RunningInstant now)
    {
        int visible = 0, delayed = 0, inFlight = 0;
        foreach (var message in Messages)
        {
            _ = message.VisibleAt <= now ? visible++ : message.ReceiveCount == 0 ? delayed++ : inFlight++;
        }

        return new QueueSnapshot(Attributes, CreatedAt, LastModifiedAt, visible, inFlight, delayed);
    }

    public void Store(SqsMessage message)
    {
        Remove(message.MessageId);
        _byId.Add(message.MessageId, message);
        Order.Add(message);
        _byArrival.Add(message.Sequence, message);
    }

    /// <returns>Whether another message may be received earlier now.</returns>
    public bool Remove(string messageId)
    {
        if (!_byId.Remove(messageId, out var message))
        {
            return false;
        }

        _byArrival.Remove(message.Sequence);
        return Order.Remove(message);
    }

    public void Purge()
    {
        _byId.Clear();
        Order.Clear();
        _byArrival.Clear();
    }

    public void Wake()
    {
        var signal = Arrival;
        Arrival = NewSignal();
        signal.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
