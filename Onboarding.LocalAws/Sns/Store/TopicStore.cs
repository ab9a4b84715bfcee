using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Sns.Store;

/// <summary>The topics by name. Safe for concurrent use.</summary>
internal sealed class TopicStore(IChangeLog<TopicChange> log)
    : JournaledStore<TopicChange>(log, new TopicChange.Cleared())
{
    /// <summary>AWS's quota of standard topics: https://docs.aws.amazon.com/general/latest/gr/sns.html.</summary>
    public const int CountMax = 100_000;

    private readonly SortedSet<Topic> _topics =
        new(Comparer<Topic>.Create((x, y) => string.CompareOrdinal(x.Name, y.Name)));

    /// <returns>False where there is no room for one more.</returns>
    public bool TryEnsure(Topic topic)
    {
        lock (Gate)
        {
            if (_topics.Contains(topic))
            {
                return true;
            }

            if (_topics.Count >= CountMax)
            {
                return false;
            }

            CommitUnderLock(new TopicChange.Created(topic));
            return true;
        }
    }

    public void Remove(string name)
    {
        lock (Gate)
        {
            if (_topics.Contains(new Topic(name)))
            {
                CommitUnderLock(new TopicChange.Deleted(name));
            }
        }
    }

    /// <param name="after">Names that come behind it, in their order; empty begins.</param>
    public IReadOnlyList<Topic> Page(string after, int countMax)
    {
        lock (Gate)
        {
            return _topics.Max is { } last && string.CompareOrdinal(after, last.Name) < 0
                ? [.. _topics.GetViewBetween(new Topic(after), last).Where(t => t.Name != after).Take(countMax)]
                : [];
        }
    }

    protected override IEnumerable<TopicChange> CaptureUnderLock() =>
        _topics.ToArray().Select(t => new TopicChange.Created(t));

    protected override void ApplyUnderLock(TopicChange change)
    {
        switch (change)
        {
            case TopicChange.Created created:
                _topics.Add(created.Topic);
                break;
            case TopicChange.Deleted deleted:
                _topics.Remove(new Topic(deleted.Name));
                break;
            case TopicChange.Cleared:
                _topics.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }
}
