using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>
/// FIFO queues: messages of one group are received in the order in which they were sent.
/// <list type="bullet">
/// <item>A group of which a message is in flight is blocked until that is deleted or visible again, but for the receive
/// that took it: that one goes on in the group, so that a batch has as many messages of a group as there are.</item>
/// <item>A message that is still delayed blocks those behind it.</item>
/// <item>Of the groups that are not blocked, the one that has been free for longest comes first (inferred: AWS promises
/// no order between groups).</item>
/// </list>
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
/// FIFO-queues-understanding-logic.html.
/// </summary>
internal sealed class FifoGroups : IMessageOrder
{
    private readonly Dictionary<string, MessageGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>A group is out of it while it changes.</summary>
    private readonly SortedSet<MessageGroup> _byTurn = new(ByTurn.Instance);

    public bool ReceiptsExpire => true;

    public bool DelayIsRetroactive => true;

    public RunningInstant? NextAt => _byTurn.Min?.FreeAt;

    public void Add(SqsMessage message)
    {
        if (!_groups.TryGetValue(message.MessageGroupId!, out var group))
        {
            _groups.Add(message.MessageGroupId!, group = new MessageGroup());
        }

        _byTurn.Remove(group);
        group.Add(message);
        _byTurn.Add(group);
    }

    public bool Remove(SqsMessage message)
    {
        var group = _groups[message.MessageGroupId!];
        _byTurn.Remove(group);
        group.Remove(message);
        if (group.IsEmpty)
        {
            _groups.Remove(message.MessageGroupId!);
            return false;
        }

        _byTurn.Add(group);
        return true;
    }

    public void Clear()
    {
        _groups.Clear();
        _byTurn.Clear();
    }

    public SqsMessage? Next(RunningInstant now, IReadOnlyList<SqsMessage> taken)
    {
        if (taken.Count > 0
            && _groups[taken[^1].MessageGroupId!].After(taken[^1]) is { } following
            && following.VisibleAt <= now)
        {
            return following;
        }

        return _byTurn.Min is { } group && group.FreeAt <= now ? group.Head : null;
    }

    private sealed class ByTurn : IComparer<MessageGroup>
    {
        public static ByTurn Instance { get; } = new();

        /// <summary>An empty group is only looked for, and in no set.</summary>
        public int Compare(MessageGroup? x, MessageGroup? y) =>
            x!.FreeAt.CompareTo(y!.FreeAt) is var byTime and not 0 ? byTime : x.HeadSequence.CompareTo(y.HeadSequence);
    }
}
