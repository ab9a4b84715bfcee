using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Delivery;

/// <summary>
/// The events that a target has refused and is asked again to take. An event that is taken at once is never among them.
/// What is in it survives with <c>--data</c>. Safe for concurrent use.
/// </summary>
internal sealed class PendingDeliveries(IChangeLog<DeliveryChange> log)
    : JournaledStore<DeliveryChange>(log, new DeliveryChange.Cleared())
{
    /// <summary>Of one target: a laptop's queue is its memory.</summary>
    public const int PerTargetMax = 10_000;

    private readonly Dictionary<DeliveryKey, TargetDelivery> _byKey = [];
    private readonly Dictionary<(string RuleArn, string TargetId), int> _countOf = [];

    /// <summary>Everything that waits, in no order.</summary>
    public IReadOnlyList<TargetDelivery> All
    {
        get
        {
            lock (Gate)
            {
                return [.. _byKey.Values];
            }
        }
    }

    /// <returns>False where too many events wait for the target.</returns>
    public bool TryAdd(TargetDelivery refused)
    {
        lock (Gate)
        {
            if (_countOf.GetValueOrDefault(TargetOf(refused.Key)) >= PerTargetMax)
            {
                return false;
            }

            CommitUnderLock(new DeliveryChange.Waiting(refused));
            return true;
        }
    }

    /// <summary>Counts one more refusal; nothing where the event was forgotten before.</summary>
    public void Refuse(DeliveryKey key) => CommitIfThere(new DeliveryChange.Refused(key), key);

    /// <summary>The event waits no more; nothing where it never did.</summary>
    public void End(DeliveryKey key) => CommitIfThere(new DeliveryChange.Ended(key), key);

    protected override void ApplyUnderLock(DeliveryChange change)
    {
        switch (change)
        {
            case DeliveryChange.Waiting waiting:
                _byKey.Add(waiting.Delivery.Key, waiting.Delivery);
                CountUnderLock(waiting.Delivery.Key, 1);
                break;
            case DeliveryChange.Refused refused:
                var known = _byKey[refused.Key];
                _byKey[refused.Key] = known with { Refusals = known.Refusals + 1 };
                break;
            case DeliveryChange.Ended ended:
                _byKey.Remove(ended.Key);
                CountUnderLock(ended.Key, -1);
                break;
            case DeliveryChange.Cleared:
                _byKey.Clear();
                _countOf.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }

    protected override IEnumerable<DeliveryChange> CaptureUnderLock() =>
        _byKey.Values.ToArray().Select(delivery => new DeliveryChange.Waiting(delivery));

    private void CommitIfThere(DeliveryChange change, DeliveryKey key)
    {
        lock (Gate)
        {
            if (_byKey.ContainsKey(key))
            {
                CommitUnderLock(change);
            }
        }
    }

    private void CountUnderLock(DeliveryKey key, int by)
    {
        var target = TargetOf(key);
        _countOf[target] = _countOf.GetValueOrDefault(target) + by;
        if (_countOf[target] == 0)
        {
            _countOf.Remove(target);
        }
    }

    private static (string RuleArn, string TargetId) TargetOf(DeliveryKey key) => (key.RuleArn, key.TargetId);
}
