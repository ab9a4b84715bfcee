using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Hands what a template yields to this host's own Lambda and HTTP API.</summary>
internal sealed class StackRuntime(
    LambdaFunctions functions, EventSourceCreation eventSources, HttpApiEndpoint httpApi) : IStackRuntime
{
    public ValueTask CreateFunctionAsync(FunctionDefinition function, CancellationToken stop)
    {
        functions.Deploy(function);
        return ValueTask.CompletedTask;
    }

    public ValueTask CreateEventSourceMappingAsync(EventSourceMappingDefinition mapping, CancellationToken stop)
    {
        try
        {
            eventSources.Create(mapping);
            return ValueTask.CompletedTask;
        }
        catch (EventSourceException e)
        {
            throw new ProvisioningException(e.Message, e);
        }
    }

    public ValueTask CreateHttpApiAsync(HttpApiDefinition api, CancellationToken stop)
    {
        httpApi.Deploy(api);
        return ValueTask.CompletedTask;
    }
}
