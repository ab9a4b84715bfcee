using System.Diagnostics;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Ses.Store;

/// <summary>
/// The newest messages that were sent, bounded in number and size: a ring in order of arrival and an index by id.
/// What no longer fits leaves at the old end.
/// </summary>
internal sealed class Mailbox(
    IChangeLog<MailChange> log,
    int countMax = Mailbox.DefaultCountMax,
    long sizeBytesMax = Mailbox.DefaultSizeBytesMax) : JournaledStore<MailChange>(log, new MailChange.Cleared())
{
    public const int DefaultCountMax = 10_000;
    public const long DefaultSizeBytesMax = 256L * 1024 * 1024;

    private readonly LinkedList<Mail> _newestFirst = new();
    private readonly Dictionary<string, LinkedListNode<Mail>> _byMessageId = new(StringComparer.Ordinal);
    private long _sizeBytes;

    /// <summary>Tells of each message that has arrived.</summary>
    public ChangeSignal Arrivals { get; } = new();

    /// <summary>How many messages were ever accepted since the last clearing.</summary>
    public long AcceptedCount { get; private set; }

    public void Add(Mail mail)
    {
        lock (Gate)
        {
            CommitUnderLock(new MailChange.Accepted(mail));
        }
    }

    public Mail? Find(string messageId)
    {
        lock (Gate)
        {
            return _byMessageId.TryGetValue(messageId, out var node) ? node.Value : null;
        }
    }

    /// <summary>Newest first.</summary>
    /// <param name="matches">Runs under the lock: it only compares.</param>
    /// <param name="olderThan">A message id to continue after; null starts at the newest.</param>
    /// <returns>At most <paramref name="countMax"/> messages; empty where the id to continue after has left.</returns>
    public IReadOnlyList<Mail> List(Func<Mail, bool> matches, string? olderThan, int countMax)
    {
        List<Mail> found = [];
        lock (Gate)
        {
            var node = olderThan is null
                ? _newestFirst.First
                : _byMessageId.TryGetValue(olderThan, out var last) ? last.Next : null;
            for (; node is not null && found.Count < countMax; node = node.Next)
            {
                if (matches(node.Value))
                {
                    found.Add(node.Value);
                }
            }
        }

        return found;
    }

    protected override IEnumerable<MailChange> CaptureUnderLock() =>
    [
        new MailChange.Counted(AcceptedCount - _newestFirst.Count),
        .. _newestFirst.Reverse().Select(m => new MailChange.Accepted(m)),
    ];

    protected override void ApplyUnderLock(MailChange change)
    {
        switch (change)
        {
            case MailChange.Accepted accepted:
                AddUnderLock(accepted.Mail);
                break;
            case MailChange.Counted counted:
                AcceptedCount = counted.Count;
                break;
            case MailChange.Cleared:
                _newestFirst.Clear();
                _byMessageId.Clear();
                _sizeBytes = 0;
                AcceptedCount = 0;
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void AddUnderLock(Mail mail)
    {
        _byMessageId.Add(mail.MessageId, _newestFirst.AddFirst(mail));
        _sizeBytes += mail.SizeBytes;
        AcceptedCount++;
        // The newest message stays even where it alone is over the bound: a sender expects to find it.
        while (_newestFirst.Count > 1 && (_newestFirst.Count > countMax || _sizeBytes > sizeBytesMax))
        {
            var oldest = _newestFirst.Last!.Value;
            _newestFirst.RemoveLast();
            _byMessageId.Remove(oldest.MessageId);
            _sizeBytes -= oldest.SizeBytes;
        }

        Arrivals.Set();
    }
}
