using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>What every mapping of a host works with.</summary>
internal sealed record MappingPorts(
    IBatchInvoker Invoker,
    IFailureDestination Destination,
    TimeProvider Time,
    RandomSource Random,
    ILogger Logger)
{
    /// <summary>Where mappings stand; in memory they are forgotten with the host.</summary>
    public MappingCheckpoints Checkpoints { get; init; } = new(MemoryChangeLog<CheckpointChange>.Instance);
}
