using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Sts.Store;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Hands what a template yields to this host's own STS, Lambda and HTTP API.</summary>
/// <param name="remote">What functions find elsewhere.</param>
/// <param name="hostVariables">What the host gives to every function, for example its OTLP endpoint.</param>
internal sealed class StackRuntime(
    LambdaFunctions functions,
    EventSourceCreation eventSources,
    HttpApiEndpoint httpApi,
    Roles roles,
    FunctionHosting hosting,
    RemoteServices remote,
    IReadOnlyDictionary<string, string> hostVariables) : IStackRuntime
{
    public ValueTask CreateRoleAsync(RoleDefinition role, CancellationToken stop)
    {
        roles.Deploy(role);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The host's variables become part of the function's configuration, as if they stood in the template, which wins:
    /// a developer who runs the function in an IDE gets them with the others, from GetFunctionConfiguration.
    /// </summary>
    public ValueTask CreateFunctionAsync(FunctionDefinition function, CancellationToken stop)
    {
        if (hosting.Prepare(function) is { } fault)
        {
            throw new ProvisioningException(fault.Message) { Property = fault.Property };
        }

        var variables = new Dictionary<string, string>(hostVariables, StringComparer.Ordinal);
        foreach (var (name, value) in remote.Variables.Concat(function.Environment))
        {
            variables[name] = value;
        }

        functions.Deploy(function with { Environment = variables });
        return ValueTask.CompletedTask;
    }

    public async ValueTask CreateEventSourceMappingAsync(EventSourceMappingDefinition mapping, CancellationToken stop)
    {
        try
        {
            await eventSources.CreateAsync(mapping, stop);
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
