using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>One attempt of a Map state: its iterations begin in order, so many at a time.</summary>
internal sealed class MapRun(ExecutionRun run, Position position, MapState state) : IStateAttempt
{
    /// <summary>"Up to 40" in inline mode (https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html).</summary>
    private const int ConcurrencyMax = 40;

    public string? TaskToken => null;

    public Task<JsonElement> RunAsync(StateScope scope, CancellationToken stop)
    {
        var items = ExecutionRun.Evaluate(position, () => state.Items(scope));
        var concurrency = ExecutionRun.Evaluate(position, () => state.MaxConcurrency(scope));
        var began = position.LastEventId;
        IReadOnlyList<Position> restored = [];
        if (position.Phase == FramePhase.Fanned)
        {
            restored = run.ChildrenOf(position, index => MapMember(Item(scope, items, index)));
        }
        else
        {
            position.SetPhase(FramePhase.Fanned, run.Now);
            run.Progress.Keep(position, StateEvents.MapStarted(items.Count));
            began = position.LastEventId;
        }

        var begun = new Queue<Position>(restored);
        var known = restored.Select(c => c.Index).ToHashSet();
        var rest = new Queue<int>(Enumerable.Range(0, items.Count).Where(i => !known.Contains(i)));
        return new FanOut(run, position, state.Type, items.Count) { IterationName = state.Name }.RunAsync(
            () => begun.TryDequeue(out var child) ? Iteration(child)
                : rest.TryDequeue(out var index) ? Iteration(Begin(Item(scope, items, index), index, began))
                : null,
            concurrency == 0 ? ConcurrencyMax : Math.Min(concurrency, ConcurrencyMax),
            stop);
    }

    private BranchRun Iteration(Position child) => new(run, state.Processor, child)
    {
        Ending = StateEvents.MapIteration("Succeeded", state.Name, child.Index),
    };

    private Position Begin(MapItem item, int index, long began)
    {
        var child = new Position
        {
            Id = run.NextId(),
            ParentId = position.Id,
            Index = index,
            State = state.Processor.StartAt,
            Input = item.Input,
            Variables = position.Variables.Inner(),
            MapItem = MapMember(item),
            LastEventId = began,
        };
        run.Progress.Keep(child, StateEvents.MapIteration("Started", state.Name, index));
        return child;
    }

    private MapItem Item(StateScope scope, IReadOnlyList<JsonElement> items, int index) =>
        ExecutionRun.Evaluate(position, () => state.Item(scope, items, index));

    private static JsonElement? MapMember(MapItem item) =>
        item.Context.TryGetProperty("Map"u8, out var map) ? map : null;
}
