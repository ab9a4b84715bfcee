using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Where every mapping stands in its stream, for the next process to go on from. No delivery waits for a checkpoint to
/// be on disk: one that a crash loses means that its batch is delivered again, and Lambda promises no more than that.
/// </summary>
internal sealed class MappingCheckpoints(IChangeLog<CheckpointChange> log)
    : JournaledStore<CheckpointChange>(log, new CheckpointChange.Cleared())
{
    private readonly Dictionary<(string Uuid, string StreamArn), MappingCheckpoint> _checkpoints = [];

    /// <returns>Null where the mapping has not read that stream yet.</returns>
    public MappingCheckpoint? Find(string uuid, string streamArn)
    {
        lock (Gate)
        {
            return _checkpoints.GetValueOrDefault((uuid, streamArn));
        }
    }

    /// <summary>Moves a checkpoint, never back: two lanes may come in another order than they advanced in.</summary>
    public void Advance(string uuid, string streamArn, MappingCheckpoint checkpoint)
    {
        lock (Gate)
        {
            var known = _checkpoints.GetValueOrDefault((uuid, streamArn));
            var next = known is null || known.Lanes.Count != checkpoint.Lanes.Count
                ? checkpoint
                : new MappingCheckpoint([.. known.Lanes.Zip(checkpoint.Lanes, Math.Max)]);
            if (known is null || !known.Lanes.SequenceEqual(next.Lanes))
            {
                CommitUnderLock(new CheckpointChange.Advanced(uuid, streamArn, next));
            }
        }
    }

    protected override IEnumerable<CheckpointChange> CaptureUnderLock() =>
        _checkpoints.ToArray().Select(c => new CheckpointChange.Advanced(c.Key.Uuid, c.Key.StreamArn, c.Value));

    protected override void ApplyUnderLock(CheckpointChange change)
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
