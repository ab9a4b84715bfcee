using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Archives;

/// <summary>
/// Every replay, for 90 days
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html).
/// </summary>
internal sealed class EventReplays(IChangeLog<ReplayChange> log, TimeProvider time)
    : JournaledStore<ReplayChange>(log, new ReplayChange.Cleared())
{
    /// <summary>At the same time; source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html.</summary>
    public const int RunningMax = 10;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly SortedDictionary<string, EventReplay> _byName = new(StringComparer.Ordinal);

    /// <summary>In order of name.</summary>
    public IReadOnlyList<EventReplay> All
    {
        get
        {
            lock (Gate)
            {
                ForgetUnderLock();
                return [.. _byName.Values];
            }
        }
    }

    public EventReplay? Find(string name)
    {
        lock (Gate)
        {
            ForgetUnderLock();
            return _byName.GetValueOrDefault(name);
        }
    }

    /// <returns>Whether there is one of its name already, or too many run.</returns>
    public (bool Exists, bool TooMany) Add(EventReplay replay)
    {
        lock (Gate)
        {
            ForgetUnderLock();
            var result = (_byName.ContainsKey(replay.Name), _byName.Values.Count(r => !r.HasEnded) >= RunningMax);
            if (result == (false, false))
            {
                CommitUnderLock(new ReplayChange.Stored(replay));
            }

            return result;
        }
    }

    /// <summary>Changes one that has not ended.</summary>
    /// <returns>The replay as it is then; null where it has ended or there is none.</returns>
    public EventReplay? Change(string name, Func<EventReplay, EventReplay> change)
    {
        lock (Gate)
        {
            if (_byName.GetValueOrDefault(name) is not { HasEnded: false } replay)
            {
                return null;
            }

            var changed = change(replay);
            CommitUnderLock(new ReplayChange.Stored(changed));
            return changed;
        }
    }

    protected override void ApplyUnderLock(ReplayChange change)
    {
        switch (change)
        {
            case ReplayChange.Stored stored:
                _byName[stored.Replay.Name] = stored.Replay;
                break;
            case ReplayChange.Forgotten forgotten:
                _byName.Remove(forgotten.Name);
                break;
            case ReplayChange.Cleared:
                _byName.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }

    protected override IEnumerable<ReplayChange> CaptureUnderLock() =>
        _byName.Values.ToArray().Select(replay => new ReplayChange.Stored(replay));

    private void ForgetUnderLock()
    {
        var now = time.GetUtcNow();
        foreach (var replay in _byName.Values.Where(r => now - r.EndedAt >= Kept).ToArray())
        {
            CommitUnderLock(new ReplayChange.Forgotten(replay.Name));
        }
    }
}
