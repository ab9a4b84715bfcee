using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// One branch from where it is to its end, state by state. After each step <see cref="Progress"/> keeps the position
/// together with the step's events, so that another process goes on from there.
/// </summary>
internal sealed class BranchRun(ExecutionRun run, StateMachineDefinition machine, Position position)
{
    public Position Position => position;

    /// <summary>What follows the branch's last event; null where nothing does.</summary>
    public EventContent? Ending { get; init; }

    /// <summary>The state that the branch is in.</summary>
    public State State => machine.States[position.State];

    /// <returns>The branch's output.</returns>
    /// <exception cref="StatesException">A state has failed, and nothing caught it.</exception>
    /// <exception cref="OperationCanceledException">The branch was stopped, or the host stops.</exception>
    public async Task<JsonElement> RunAsync(CancellationToken stop)
    {
        if (position.Phase == FramePhase.Ready)
        {
            position.Enter(position.State, position.Input, position.Variables, run.Now);
            run.Progress.Keep(position, StateEvents.Entered(State, position.Input));
        }

        while (position.Phase != FramePhase.Done)
        {
            stop.ThrowIfCancellationRequested();
            var state = State;
            Leave(state, await RunStateAsync(state, stop));
        }

        return position.Result;
    }

    private void Leave(State state, StateTransition transition)
    {
        var exited = StateEvents.Exited(state, transition);
        if (transition.Next is not { } next)
        {
            position.Result = transition.Output;
            position.Variables = transition.Variables;
            position.Handle = null;
            position.SetPhase(FramePhase.Done, run.Now);
            run.Progress.Keep(position, Ending is null ? [exited] : [exited, Ending]);
            return;
        }

        position.Enter(next, transition.Output, transition.Variables, run.Now);
        run.Progress.Keep(position, exited, StateEvents.Entered(State, transition.Output));
    }

    private async Task<StateTransition> RunStateAsync(State state, CancellationToken stop)
    {
        using var span = StateSpan.Of(run.Execution, state.Name, state.Type);
        try
        {
            return await CompleteAsync(state, stop);
        }
        catch (StatesException failure)
        {
            if (position.HasDeferred)
            {
                run.Progress.Keep(position);
            }

            EdgeTelemetry.Fail(span, failure.Error, failure.Error);
            throw;
        }
    }

    private async Task<StateTransition> CompleteAsync(State state, CancellationToken stop) => state switch
    {
        PassState pass => ExecutionRun.Evaluate(position, () => pass.Complete(run.ScopeOf(position))),
        ChoiceState choice => ExecutionRun.Evaluate(position, () => choice.Complete(run.ScopeOf(position))),
        SucceedState succeed => ExecutionRun.Evaluate(position, () => succeed.Complete(run.ScopeOf(position))),
        FailState fail => throw Fail(fail),
        WaitState wait => await WaitAsync(wait, stop),
        TaskState task => await new FallibleRun(run, position, task, new TaskRun(run, position, task)).RunAsync(stop),
        ParallelState parallel =>
            await new FallibleRun(run, position, parallel, new ParallelRun(run, position, parallel)).RunAsync(stop),
        MapState map => await new FallibleRun(run, position, map, new MapRun(run, position, map)).RunAsync(stop),
        _ => throw new UnreachableException(),
    };

    private StatesException Fail(FailState fail)
    {
        var failure = ExecutionRun.Evaluate(position, () => fail.Failure(run.ScopeOf(position)));
        return new StatesException(failure.Error ?? "", failure.Cause ?? "");
    }

    private async Task<StateTransition> WaitAsync(WaitState wait, CancellationToken stop)
    {
        var scope = run.ScopeOf(position);
        var until = ExecutionRun.Evaluate(position, () => wait.Until(scope, position.EnteredAt));
        await (wait.Timestamp is not null || wait.TimestampPath is not null
            ? run.Context.Time.ReachAsync(until, stop)
            : run.Context.Time.PassAsync(position.EnteredAt, until - position.EnteredAt, stop));
        return ExecutionRun.Evaluate(position, () => wait.Complete(scope));
    }
}
