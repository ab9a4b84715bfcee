using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Provisioning;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Hands what a template yields to this host's own Lambda and HTTP API.</summary>
internal sealed class StackRuntime(LambdaFunctions functions, HttpApiEndpoint httpApi) : IStackRuntime
{
    public ValueTask CreateFunctionAsync(FunctionDefinition function, CancellationToken stop)
    {
        functions.Deploy(function);
        return ValueTask.CompletedTask;
    }

    public ValueTask CreateEventSourceMappingAsync(EventSourceMappingDefinition mapping, CancellationToken stop) =>
        throw new ProvisioningException("event-source mappings are not played yet");

    public ValueTask CreateHttpApiAsync(HttpApiDefinition api, CancellationToken stop)
    {
        httpApi.Deploy(api);
        return ValueTask.CompletedTask;
    }
}
