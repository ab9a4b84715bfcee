using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Everything that can happen to the checkpoints: the whole of what a journal has to keep.</summary>
internal abstract record CheckpointChange
{
    public sealed record Advanced(string Uuid, string StreamArn, MappingCheckpoint Checkpoint) : CheckpointChange;

    public sealed record Cleared : CheckpointChange;
}

/// <summary><see cref="CheckpointChange"/>s in the journal.</summary>
internal sealed class CheckpointChangeCodec : IChangeCodec<CheckpointChange>
{
    /// <summary>The first byte of each change. A number is never used for anything else.</summary>
    private enum Kind : byte
    {
        Advanced = 1,
        Cleared = 2,
    }

    public void Write(RecordWriter to, CheckpointChange change)
    {
        switch (change)
        {
            case CheckpointChange.Advanced advanced:
                to.Byte((byte)Kind.Advanced);
                to.Text(advanced.Uuid);
                to.Text(advanced.StreamArn);
                to.Number((ulong)advanced.Checkpoint.Lanes.Count);
                foreach (var position in advanced.Checkpoint.Lanes)
                {
                    to.Number(position);
                }

                break;
            case CheckpointChange.Cleared:
                to.Byte((byte)Kind.Cleared);
                break;
            default:
                throw new UnreachableException();
        }
    }

    public CheckpointChange Read(ref RecordReader from) => (Kind)from.Byte() switch
    {
        Kind.Advanced => new CheckpointChange.Advanced(
            from.Text(), from.Text(), new MappingCheckpoint(ReadLanes(ref from))),
        Kind.Cleared => new CheckpointChange.Cleared(),
        var other => throw new FormatException($"There is no change of kind {other}."),
    };

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
