using System.Diagnostics;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>
/// Queues and messages as <see cref="SqsChange"/>s make them: what the journal keeps and builds again. It decides
/// nothing. Only <see cref="SqsStore"/> touches it, under its lock.
/// </summary>
internal sealed class SqsState
{
    private readonly Dictionary<string, SqsQueue> _queues = new(StringComparer.Ordinal);

    public IReadOnlyCollection<SqsQueue> Queues => _queues.Values;

    /// <summary>Of all messages so far: the next one comes after it, after a restart, too.</summary>
    public long LastSequence { get; private set; }

    public SqsQueue? Find(string name) => _queues.GetValueOrDefault(name);

    public void Apply(SqsChange change)
    {
        switch (change)
        {
            case SqsChange.Cleared:
                foreach (var cleared in _queues.Values)
                {
                    cleared.Wake();
                }

                _queues.Clear();
                break;
            case SqsChange.QueueStored stored:
                var queue = Find(stored.Queue) ?? new SqsQueue(stored.Queue, stored.At, stored.Attributes);
                queue.Attributes = stored.Attributes;
                queue.LastModifiedAt = stored.At;
                _queues[stored.Queue] = queue;
                break;
            case SqsChange.QueueDeleted deleted:
                _queues.Remove(deleted.Queue, out var gone);
                gone!.Wake();
                break;
            case SqsChange.QueuePurged purged:
                _queues[purged.Queue].Purge();
                _queues[purged.Queue].PurgedAt = purged.At;
                break;
            case SqsChange.MessageStored stored:
                LastSequence = Math.Max(LastSequence, stored.Message.Sequence);
                _queues[stored.Queue].Store(stored.Message);
                _queues[stored.Queue].Wake();
                break;
            case SqsChange.MessageRemoved removed:
                if (_queues[removed.Queue].Remove(removed.MessageId))
                {
                    _queues[removed.Queue].Wake();
                }

                break;
            case SqsChange.SendNoted noted:
                _queues[noted.Queue].Sends.Add(noted.Sent);
                break;
            case SqsChange.ReceiveNoted noted:
                _queues[noted.Queue].Receives.Add(noted.Receive);
                break;
            case SqsChange.SequenceReached reached:
                LastSequence = Math.Max(LastSequence, reached.Sequence);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The changes that lead here from nothing.</summary>
    public IReadOnlyCollection<SqsChange> Capture()
    {
        List<SqsChange> changes = [new SqsChange.SequenceReached(LastSequence)];
        foreach (var queue in _queues.Values)
        {
            changes.Add(new SqsChange.QueueStored(queue.Name, queue.Attributes, queue.CreatedAt));
            changes.Add(new SqsChange.QueueStored(queue.Name, queue.Attributes, queue.LastModifiedAt));
            if (queue.PurgedAt is { } purgedAt)
            {
                changes.Add(new SqsChange.QueuePurged(queue.Name, purgedAt));
            }

            changes.AddRange(queue.Messages.Select(m => new SqsChange.MessageStored(queue.Name, m)));
            changes.AddRange(ByAge(queue.Sends).Select(s => new SqsChange.SendNoted(queue.Name, s)));
            changes.AddRange(ByAge(queue.Receives).Select(r => new SqsChange.ReceiveNoted(queue.Name, r)));
        }

        return changes;
    }

    private static IEnumerable<T> ByAge<T>(Recent<T> recent)
        where T : class, IRecent => recent.Entries.OrderBy(e => e.At);
}
