using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.StepFunctions;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.Wiring;

/// <summary>Rules start executions: what becomes of one is Step Functions' affair, as in AWS.</summary>
internal sealed class StateMachineTarget(StepFunctionsModule stepFunctions) : IStateMachineTarget
{
    private static readonly TargetResult.Taken Taken = new();

    public ValueTask<TargetResult> StartAsync(
        string stateMachineArn, string executionName, ReadOnlyMemory<byte> input, CancellationToken stop) =>
        ValueTask.FromResult(
            stepFunctions.Machines.Find(stateMachineArn) is { } machine
                ? Start(machine, executionName, input)
                : OwnTargets.NoStateMachine(stateMachineArn));

    /// <summary>The codes are inferred: StartExecution answers InvalidExecutionInput for both faults.</summary>
    private TargetResult Start(StateMachine machine, string name, ReadOnlyMemory<byte> input)
    {
        if (input.Length > ExecutionInput.SizeBytesMax)
        {
            return new TargetResult.Refused(
                "SDK_CLIENT_ERROR", $"The input is longer than {ExecutionInput.SizeBytesMax} bytes.", IsFinal: true);
        }

        try
        {
            var read = new ExecutionInput(input, JsonValue.Parse(input.Span));
            return stepFunctions.Engine.Start(machine, name, read, traceHeader: null) switch
            {
                // A name that was used is that of an earlier attempt, whose execution has ended.
                StartOutcome.Started or StartOutcome.Running or StartOutcome.NameUsed => Taken,
                StartOutcome.TooMany =>
                    new TargetResult.Refused("THROTTLING", "Too many executions run.", IsFinal: false),
                _ => throw new UnreachableException(),
            };
        }
        catch (JsonException e)
        {
            return new TargetResult.Refused("SDK_CLIENT_ERROR", $"The input is no JSON: {e.Message}", IsFinal: true);
        }
    }
}
