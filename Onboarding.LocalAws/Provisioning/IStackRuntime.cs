using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// What provisioning needs from the services that a local stack has to itself: functions, their event sources and the
/// HTTP API are not created over the wire, because other emulators that may hold the tables cannot run them.
/// </summary>
internal interface IStackRuntime
{
    ValueTask CreateFunctionAsync(FunctionDefinition function, CancellationToken stop);

    /// <summary>Called once the source and the function exist.</summary>
    ValueTask CreateEventSourceMappingAsync(EventSourceMappingDefinition mapping, CancellationToken stop);

    /// <summary>Called once every function that the API routes to exists.</summary>
    ValueTask CreateHttpApiAsync(HttpApiDefinition api, CancellationToken stop);
}
