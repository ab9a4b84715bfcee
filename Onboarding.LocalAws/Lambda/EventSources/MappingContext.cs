using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>What every mapping of a host works with.</summary>
internal sealed record MappingContext(
    IBatchInvoker Invoker,
    IFailureDestination Destination,
    RunningTime Time,
    RandomSource Random,
    ILogger Logger)
{
    /// <summary>Where mappings stand; in memory they are forgotten with the host.</summary>
    public MappingCheckpoints Checkpoints { get; init; } = new(MemoryChangeLog<CheckpointChange>.Instance);

    /// <summary>Which were switched by hand.</summary>
    public HandSwitches Switches { get; init; } = new(MemoryChangeLog<SwitchChange>.Instance);
}
