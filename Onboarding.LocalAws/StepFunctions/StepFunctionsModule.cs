using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Operations;
using Onboarding.LocalAws.StepFunctions.Persistence;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.StepFunctions;

/// <summary>Step Functions: state machines, and executions with what they wait for.</summary>
internal sealed class StepFunctionsModule : ServiceModule
{
    public StepFunctionsModule(HostContext host, ITaskIntegrations integrations)
    {
        Machines = host.State.Keep(16, new StateMachineChangeCodec(), log => new StateMachineStore(log));
        Executions = host.State.Keep(17, new ExecutionChangeCodec(), log => new ExecutionStore(log, host.Time));
        var context = new EngineContext(
            host.Scope,
            Machines,
            Executions,
            integrations,
            host.Time,
            host.Random,
            host.Logging.CreateLogger<ExecutionEngine>());
        Engine = new ExecutionEngine(context);
        Services = [new StepFunctionsService(new StepFunctionsContext(context, Engine))];
    }

    public StateMachineStore Machines { get; }

    public ExecutionStore Executions { get; }

    /// <summary>For other services that start executions.</summary>
    public ExecutionEngine Engine { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override void Resume() => Engine.Resume();

    public override async ValueTask ResetAsync()
    {
        await Engine.ResetAsync();
        Machines.Clear();
    }

    public override ValueTask StopAsync(CancellationToken patience) => Engine.DisposeAsync();
}
