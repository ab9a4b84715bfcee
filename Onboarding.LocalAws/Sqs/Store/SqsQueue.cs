namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>One queue and its messages. Only <see cref="SqsStore"/> touches it, under its lock.</summary>
internal sealed class SqsQueue(string name, DateTimeOffset createdAt)
{
    private readonly Dictionary<string, SqsMessage> _byId = new(StringComparer.Ordinal);
    private readonly SortedSet<SqsMessage> _byVisibility = new(ByVisibility.Instance);
    private readonly SortedDictionary<long, SqsMessage> _byArrival = [];

    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset LastModifiedAt { get; set; } = createdAt;

    public DateTimeOffset? PurgedAt { get; set; }

    public QueueAttributes Attributes { get; set; } = QueueAttributes.Default;

    /// <summary>Completed, and replaced, whenever a message may have become visible: long polls wait for it.</summary>
    public TaskCompletionSource Arrival { get; private set; } = NewSignal();

    public IEnumerable<SqsMessage> Messages => _byVisibility;

    /// <summary>The message that is visible first, whether it already is or not; null where there is none.</summary>
    public SqsMessage? Next => _byVisibility.Min;

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

    /// <returns>Null where the message is gone or was received again since.</returns>
    public SqsMessage? Find(Receipt receipt) =>
        _byId.GetValueOrDefault(receipt.MessageId) is { } message && message.ReceiveCount == receipt.ReceiveCount
            ? message
            : null;

    public void Store(SqsMessage message)
    {
        Remove(message.MessageId);
        _byId.Add(message.MessageId, message);
        _byVisibility.Add(message);
        _byArrival.Add(message.Sequence, message);
    }

    public void Remove(string messageId)
    {
        if (_byId.Remove(messageId, out var message))
        {
            _byVisibility.Remove(message);
            _byArrival.Remove(message.Sequence);
        }
    }

    public void Purge()
    {
        _byId.Clear();
        _byVisibility.Clear();
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
