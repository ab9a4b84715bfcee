using System.Threading.Channels;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>The checkpoints that a mapping keeps, as it keeps them.</summary>
internal sealed class KeptCheckpoints : IChangeLog<CheckpointChange>
{
    private readonly Channel<ulong> _oldest = Channel.CreateUnbounded<ulong>();

    public long Position => 0;

    public void Append(ReadOnlySpan<CheckpointChange> commit)
    {
        foreach (var change in commit)
        {
            _oldest.Writer.TryWrite(((CheckpointChange.Advanced)change).Checkpoint.Oldest);
        }
    }

    /// <summary>Completes once everything before that position is done.</summary>
    public async Task UntilAsync(ulong oldest)
    {
        while (await _oldest.Reader.ReadAsync().InTimeAsync($"a checkpoint at {oldest}") < oldest)
        {
        }
    }
}
