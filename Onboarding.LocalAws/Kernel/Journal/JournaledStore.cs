namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// State behind one lock. A method takes <see cref="Gate"/>, decides on changes and commits them: they are appended to
/// the log and applied before anyone else sees the state, so that the log has them in the order of their effects.
/// </summary>
/// <param name="cleared">The change after which nothing is left.</param>
/// <remarks>
/// Two stores stand apart: DynamoDB's has a lock per table, so that a write waits for no other table's, and
/// <see cref="Running.RunningTime"/> is a TimeProvider already.
/// </remarks>
internal abstract class JournaledStore<TChange>(IChangeLog<TChange> log, TChange cleared) : IJournaledStore<TChange>
    where TChange : class
{
    protected Lock Gate { get; } = new();

    protected IChangeLog<TChange> Log => log;

    public void Clear()
    {
        lock (Gate)
        {
            CommitUnderLock(cleared);
        }
    }

    public void Apply(TChange change)
    {
        lock (Gate)
        {
            ApplyUnderLock(change);
        }
    }

    public StateCapture<TChange> Capture()
    {
        lock (Gate)
        {
            return new StateCapture<TChange>(log.Position, CaptureUnderLock());
        }
    }

    /// <param name="changes">They survive together or not at all.</param>
    protected void CommitUnderLock(params ReadOnlySpan<TChange> changes)
    {
        log.Append(changes);
        foreach (var change in changes)
        {
            ApplyUnderLock(change);
        }
    }

    /// <summary>The only place where the state changes. It decides nothing, and cannot fail.</summary>
    protected abstract void ApplyUnderLock(TChange change);

    /// <returns>
    /// The changes that make the state from nothing, out of references that are copied before this returns: they are
    /// enumerated after the lock is gone.
    /// </returns>
    protected abstract IEnumerable<TChange> CaptureUnderLock();
}
