using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Where every mapping stands in its stream, for the next process to go on from. Nobody waits for a checkpoint to be
/// on disk: one that a crash loses means that its batch is delivered again, and Lambda promises no more than that.
/// </summary>
internal sealed class MappingCheckpoints(IChangeLog<CheckpointChange> log) : IJournaledStore<CheckpointChange>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Uuid, string StreamArn), MappingCheckpoint> _checkpoints = [];

    /// <returns>Null where the mapping has not read that stream yet.</returns>
    public MappingCheckpoint? Find(string uuid, string streamArn)
    {
        lock (_lock)
        {
            return _checkpoints.GetValueOrDefault((uuid, streamArn));
        }
    }

    /// <summary>Moves a checkpoint, never back: two lanes may come in another order than they advanced in.</summary>
    public void Advance(string uuid, string streamArn, MappingCheckpoint checkpoint)
    {
        lock (_lock)
        {
            var known = _checkpoints.GetValueOrDefault((uuid, streamArn));
            var next = known is null || known.Lanes.Count != checkpoint.Lanes.Count
                ? checkpoint
                : new MappingCheckpoint([.. known.Lanes.Zip(checkpoint.Lanes, Math.Max)]);
            if (known is null || !known.Lanes.SequenceEqual(next.Lanes))
            {
                var change = new CheckpointChange.Advanced(uuid, streamArn, next);
                log.Append([change]);
                ApplyUnderLock(change);
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            var change = new CheckpointChange.Cleared();
            log.Append([change]);
            ApplyUnderLock(change);
        }
    }

    public void Apply(CheckpointChange change)
    {
        lock (_lock)
        {
            ApplyUnderLock(change);
        }
    }

    public StateCapture<CheckpointChange> Capture()
    {
        lock (_lock)
        {
            var checkpoints = _checkpoints.ToArray();
            return new StateCapture<CheckpointChange>(
                log.Position,
                checkpoints.Select(c => new CheckpointChange.Advanced(c.Key.Uuid, c.Key.StreamArn, c.Value)));
        }
    }

    private void ApplyUnderLock(CheckpointChange change)
    {
        switch (change)
        {
            case CheckpointChange.Advanced advanced:
                _checkpoints[(advanced.Uuid, advanced.StreamArn)] = advanced.Checkpoint;
                break;
            case CheckpointChange.Cleared:
                _checkpoints.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }
}
