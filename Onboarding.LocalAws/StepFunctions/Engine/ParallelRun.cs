using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>One attempt of a Parallel state: all branches begin at once.</summary>
internal sealed class ParallelRun(ExecutionRun run, Position position, ParallelState state) : IStateAttempt
{
    public string? TaskToken => null;

    public Task<JsonElement> RunAsync(StateScope scope, CancellationToken stop)
    {
        var children = new Queue<Position>(position.Phase == FramePhase.Fanned
            ? run.ChildrenOf(position, static _ => null)
            : Begin(scope));
        return new FanOut(run, position, state.Type, state.Branches.Count).RunAsync(
            () => children.TryDequeue(out var child)
                ? new BranchRun(run, state.Branches[child.Index], child)
                : null,
            concurrency: int.MaxValue,
            stop);
    }

    private List<Position> Begin(StateScope scope)
    {
        var input = ExecutionRun.Evaluate(position, () => state.EffectiveInput(scope));
        List<Position> children =
        [
            .. state.Branches.Select((branch, index) => new Position
            {
                Id = run.NextId(),
                ParentId = position.Id,
                Index = index,
                State = branch.StartAt,
                Input = input,
                Variables = position.Variables.Inner(),
                MapItem = position.MapItem,
            }),
        ];
        position.SetPhase(FramePhase.Fanned, run.Now);
        run.Progress.Keep(position, children, StateEvents.Fan(state.Type, "Started"));
        return children;
    }
}
