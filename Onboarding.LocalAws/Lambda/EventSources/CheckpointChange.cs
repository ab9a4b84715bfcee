using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.EventSources.Shards;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Everything that can happen to the checkpoints: the whole of what a journal has to keep.</summary>
internal abstract record CheckpointChange
{
    public sealed record Advanced(string Uuid, string StreamArn, MappingCheckpoint Checkpoint) : CheckpointChange;

    public sealed record ShardAdvanced(string Uuid, string StreamArn, string ShardId, ShardCheckpoint Checkpoint)
        : CheckpointChange;

    public sealed record ShardForgotten(string Uuid, string StreamArn, string ShardId) : CheckpointChange;

    public sealed record Cleared : CheckpointChange;
}

/// <summary><see cref="CheckpointChange"/>s in the journal.</summary>
internal sealed class CheckpointChangeCodec : ChangeCodec<CheckpointChange>
{
    public CheckpointChangeCodec()
    {
        Kind(
            1,
            (to, advanced) =>
            {
                to.Text(advanced.Uuid);
                to.Text(advanced.StreamArn);
                WriteLanes(to, advanced.Checkpoint);
            },
            (ref from) => new CheckpointChange.Advanced(
                from.Text(), from.Text(), new MappingCheckpoint(ReadLanes(ref from))));
        Kind<CheckpointChange.Cleared>(2);
        Kind(
            3,
            (to, shard) =>
            {
                to.Text(shard.Uuid);
                to.Text(shard.StreamArn);
                to.Text(shard.ShardId);
                to.OptionalText(shard.Checkpoint.Done);
                to.OptionalTime(shard.Checkpoint.Since);
                to.Flag(shard.Checkpoint.IsEnded);
            },
            (ref from) => new CheckpointChange.ShardAdvanced(
                from.Text(),
                from.Text(),
                from.Text(),
                new ShardCheckpoint(from.OptionalText(), from.OptionalTime(), from.Flag())));
        Kind(
            4,
            (to, shard) =>
            {
                to.Text(shard.Uuid);
                to.Text(shard.StreamArn);
                to.Text(shard.ShardId);
            },
            (ref from) => new CheckpointChange.ShardForgotten(from.Text(), from.Text(), from.Text()));
    }

    private static void WriteLanes(RecordWriter to, MappingCheckpoint checkpoint)
    {
        to.Number((ulong)checkpoint.Lanes.Count);
        foreach (var position in checkpoint.Lanes)
        {
            to.Number(position);
        }
    }

    private static ulong[] ReadLanes(ref RecordReader from)
    {
        var lanes = new ulong[from.Count()];
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] = from.Number();
        }

        return lanes;
    }
}
