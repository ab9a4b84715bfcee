using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;

namespace Onboarding.LocalAws.StepFunctions;

/// <summary>What Task states need of other services.</summary>
internal interface ITaskIntegrations
{
    /// <summary>Runs a function and waits for its end.</summary>
    /// <param name="functionArn">With a qualifier or without.</param>
    /// <returns>What the function returned.</returns>
    /// <exception cref="StatesException">The function failed, or could not be run.</exception>
    Task<JsonElement> InvokeAsync(string functionArn, JsonElement payload, CancellationToken stop);

    /// <summary>Calls one of <see cref="Engine.Integrations"/>.</summary>
    /// <returns>The response as the state's result has it.</returns>
    /// <exception cref="StatesException">The service refused the call.</exception>
    Task<JsonElement> CallAsync(TaskCall call, CancellationToken stop);
}

/// <summary>The call of a service by a Task state.</summary>
/// <param name="Service"><c>dynamodb</c></param>
/// <param name="Action"><c>putItem</c></param>
internal sealed record TaskCall(
    string Service, string Action, bool IsAwsSdk, JsonElement Parameters, string ExecutionArn, string MachineArn);
