using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>What every execution works with.</summary>
internal sealed record EngineContext(
    AwsScope Scope,
    StateMachineStore Machines,
    ExecutionStore Executions,
    ITaskIntegrations Integrations,
    RunningTime Time,
    RandomSource Random,
    ILogger<ExecutionEngine> Logger)
{
    public TaskTokens Tokens { get; } = new();

    public string MachineArn(string name) => Scope.Arn("states", $"stateMachine:{name}");

    /// <summary>Of a Standard execution.</summary>
    public string ExecutionArn(string machine, string name) => Scope.Arn("states", $"execution:{machine}:{name}");
}
