using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>
/// The events that were accepted and have not ended: Lambda's own queue, of all functions. What is in it survives with
/// <c>--data</c>. Safe for concurrent use.
/// </summary>
internal sealed class AsyncEvents(IChangeLog<AsyncChange> log)
    : JournaledStore<AsyncChange>(log, new AsyncChange.Cleared())
{
    /// <summary>More events than this are refused: a laptop's queue is its memory.</summary>
    private const int CountMax = 10_000;

    private readonly Dictionary<string, AsyncEvent> _byRequestId = new(StringComparer.Ordinal);

    /// <summary>How many events were ever accepted by this process.</summary>
    public long AcceptedCount { get; private set; }

    /// <summary>Everything that waits, in no order.</summary>
    public IReadOnlyList<AsyncEvent> All
    {
        get
        {
            lock (Gate)
            {
                return [.. _byRequestId.Values];
            }
        }
    }

    /// <returns>False where too many events wait.</returns>
    public bool TryAdd(AsyncEvent accepted)
    {
        lock (Gate)
        {
            if (_byRequestId.Count >= CountMax)
            {
                return false;
            }

            CommitUnderLock(new AsyncChange.Accepted(accepted));
            return true;
        }
    }

    /// <summary>Counts one more failure of the function.</summary>
    public void Fail(string requestId) => CommitIfThere(requestId, new AsyncChange.Failed(requestId));

    /// <summary>The event has come to its end; nothing where it was forgotten before.</summary>
    public void End(string requestId) => CommitIfThere(requestId, new AsyncChange.Ended(requestId));

    protected override IEnumerable<AsyncChange> CaptureUnderLock() =>
        _byRequestId.Values.ToArray().Select(e => new AsyncChange.Accepted(e));

    private void CommitIfThere(string requestId, AsyncChange change)
    {
        lock (Gate)
        {
            if (_byRequestId.ContainsKey(requestId))
            {
                CommitUnderLock(change);
            }
        }
    }

    protected override void ApplyUnderLock(AsyncChange change)
    {
        switch (change)
        {
            case AsyncChange.Accepted accepted:
                _byRequestId.Add(accepted.Event.RequestId, accepted.Event);
                AcceptedCount++;
                break;
            case AsyncChange.Failed failed:
                var known = _byRequestId[failed.RequestId];
                _byRequestId[failed.RequestId] = known with { Failures = known.Failures + 1 };
                break;
            case AsyncChange.Ended ended:
                _byRequestId.Remove(ended.RequestId);
                break;
            case AsyncChange.Cleared:
                _byRequestId.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }
}
