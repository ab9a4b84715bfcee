using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>What every operation works on.</summary>
internal sealed record StepFunctionsContext(EngineContext Parent, ExecutionEngine Engine)
{
    public StateMachineStore Machines => Parent.Machines;

    public ExecutionStore Executions => Parent.Executions;

    public RunningTime Time => Parent.Time;

    public RandomSource Random => Parent.Random;

    /// <summary>The state machine that a request names, which must exist.</summary>
    public StateMachine RequireMachine(RequestMembers input)
    {
        var arn = Arns.Machine(input);
        return Machines.Find(arn) ?? throw StepFunctionsErrors.NoMachine(arn);
    }

    /// <summary>The Standard execution that a request names, which must exist.</summary>
    public Execution RequireExecution(RequestMembers input)
    {
        var arn = Arns.Execution(input);
        return Executions.Find(arn) ?? throw StepFunctionsErrors.NoExecution(arn);
    }
}
