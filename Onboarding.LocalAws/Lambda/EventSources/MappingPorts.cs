using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>What every mapping of a host works with.</summary>
internal sealed record MappingPorts(
    IBatchInvoker Invoker,
    IFailureDestination Destination,
    TimeProvider Time,
    RandomSource Random,
    ILogger Logger);
