using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>The messages of one group of a FIFO queue, in the order in which they were sent.</summary>
internal sealed class MessageGroup
{
    private readonly SortedDictionary<long, SqsMessage> _messages = [];

    /// <summary>Those that were received: what of them is not visible again blocks the group.</summary>
    private readonly SortedSet<SqsMessage> _received = new(ByVisibility.Instance);

    public bool IsEmpty => _messages.Count == 0;

    /// <summary>The message that was sent first; null in an empty group.</summary>
    public SqsMessage? Head { get; private set; }

    public long HeadSequence => Head?.Sequence ?? 0;

    /// <summary>From when on the head can be received.</summary>
    public RunningInstant FreeAt { get; private set; }

    public void Add(SqsMessage message)
    {
        _messages.Add(message.Sequence, message);
        if (message.ReceiveCount > 0)
        {
            _received.Add(message);
        }

        Look();
    }

    public void Remove(SqsMessage message)
    {
        _messages.Remove(message.Sequence);
        _received.Remove(message);
        Look();
    }

    /// <summary>
    /// The message behind one that a receive has taken. A receive takes a group from its head on, so the search is over
    /// after as many messages as it may have.
    /// </summary>
    public SqsMessage? After(SqsMessage taken)
    {
        foreach (var (sequence, message) in _messages)
        {
            if (sequence > taken.Sequence)
            {
                return message;
            }
        }

        return null;
    }

    private void Look()
    {
        Head = First();
        var headAt = Head?.VisibleAt ?? default;
        FreeAt = _received.Max is { } last && last.VisibleAt > headAt ? last.VisibleAt : headAt;
    }

    private SqsMessage? First()
    {
        foreach (var (_, message) in _messages)
        {
            return message;
        }

        return null;
    }
}
