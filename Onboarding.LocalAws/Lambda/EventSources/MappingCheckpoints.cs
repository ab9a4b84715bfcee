using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.EventSources.Shards;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Where every mapping stands in its stream, for the next process to go on from. No delivery waits for a checkpoint to
/// be on disk: one that a crash loses means that its batch is delivered again, and Lambda promises no more than that.
/// </summary>
internal sealed class MappingCheckpoints(IChangeLog<CheckpointChange> log)
    : JournaledStore<CheckpointChange>(log, new CheckpointChange.Cleared())
{
    private readonly Dictionary<(string Uuid, string StreamArn), MappingCheckpoint> _checkpoints = [];

    /// <summary>Of streams at other endpoints.</summary>
    private readonly Dictionary<(string Uuid, string StreamArn), Dictionary<string, ShardCheckpoint>> _shards = [];

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

    /// <summary>Where a mapping stands in each shard of a stream at another endpoint; empty where it is new.</summary>
    public IReadOnlyDictionary<string, ShardCheckpoint> ShardsOf(string uuid, string streamArn)
    {
        lock (Gate)
        {
            return new Dictionary<string, ShardCheckpoint>(
                _shards.GetValueOrDefault((uuid, streamArn)) ?? [], StringComparer.Ordinal);
        }
    }

    /// <summary>The caller keeps the order of one shard's checkpoints.</summary>
    public void AdvanceShard(string uuid, string streamArn, string shardId, ShardCheckpoint checkpoint)
    {
        lock (Gate)
        {
            CommitUnderLock(new CheckpointChange.ShardAdvanced(uuid, streamArn, shardId, checkpoint));
        }
    }

    /// <summary>The stream no longer has the shard.</summary>
    public void ForgetShard(string uuid, string streamArn, string shardId)
    {
        lock (Gate)
        {
            CommitUnderLock(new CheckpointChange.ShardForgotten(uuid, streamArn, shardId));
        }
    }

    protected override IEnumerable<CheckpointChange> CaptureUnderLock() =>
    [
        .. _checkpoints.Select(c => new CheckpointChange.Advanced(c.Key.Uuid, c.Key.StreamArn, c.Value)),
        .. from stream in _shards
           from shard in stream.Value
           select new CheckpointChange.ShardAdvanced(
               stream.Key.Uuid, stream.Key.StreamArn, shard.Key, shard.Value),
    ];

    protected override void ApplyUnderLock(CheckpointChange change)
    {
        switch (change)
        {
            case CheckpointChange.Advanced advanced:
                _checkpoints[(advanced.Uuid, advanced.StreamArn)] = advanced.Checkpoint;
                break;
            case CheckpointChange.ShardAdvanced shard:
                if (!_shards.TryGetValue((shard.Uuid, shard.StreamArn), out var shards))
                {
                    shards = new Dictionary<string, ShardCheckpoint>(StringComparer.Ordinal);
                    _shards[(shard.Uuid, shard.StreamArn)] = shards;
                }

                shards[shard.ShardId] = shard.Checkpoint;
                break;
            case CheckpointChange.ShardForgotten shard:
                _shards.GetValueOrDefault((shard.Uuid, shard.StreamArn))?.Remove(shard.ShardId);
                break;
            case CheckpointChange.Cleared:
                _checkpoints.Clear();
                _shards.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }
}
