using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Sts.Store;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// What provisioning needs from the services that a local stack has to itself: roles, functions, their event sources
/// and the HTTP API are not created over the wire, because other emulators that may hold the tables cannot run them.
/// </summary>
internal interface IStackRuntime
{
    /// <summary>IAM has no API here.</summary>
    ValueTask CreateRoleAsync(RoleDefinition role, CancellationToken stop);

    ValueTask CreateFunctionAsync(FunctionDefinition function, CancellationToken stop);

    /// <summary>Called once the source and the function exist.</summary>
    ValueTask CreateEventSourceMappingAsync(EventSourceMappingDefinition mapping, CancellationToken stop);

    /// <summary>Called once every function that the API routes to exists.</summary>
    ValueTask CreateHttpApiAsync(HttpApiDefinition api, CancellationToken stop);
}
