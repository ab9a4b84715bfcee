using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// Keeps how far an execution is. A Standard execution writes each step with its events into the store; an Express
/// execution only counts them, since it begins anew after a kill and has no history.
/// </summary>
internal sealed class Progress(ExecutionStore store, Execution execution)
{
    private readonly bool _isKept = execution.Type == MachineType.Standard;

    /// <summary>The start is the first.</summary>
    private long _count = 1;

    /// <param name="moved">The branch that the events belong to.</param>
    /// <exception cref="HistoryFullException">There is no room for the events.</exception>
    /// <exception cref="OperationCanceledException">The execution has ended meanwhile.</exception>
    public void Keep(Position moved, params IReadOnlyList<EventContent> events) => Keep(moved, [], events);

    /// <param name="begun">Branches that begin with the last event.</param>
    /// <inheritdoc cref="Keep(Position, IReadOnlyList{EventContent})"/>
    public void Keep(Position moved, IReadOnlyList<Position> begun, params IReadOnlyList<EventContent> events)
    {
        var (deferred, gone) = moved.TakeDeferred();
        IReadOnlyList<EventContent> all = [.. deferred, .. events];
        var last = _isKept ? Commit(moved, begun, gone, all) : Interlocked.Add(ref _count, all.Count);
        moved.LastEventId = last;
        if (moved.EnteredEventId == 0)
        {
            moved.EnteredEventId = last;
        }

        foreach (var branch in begun)
        {
            branch.LastEventId = last;
        }
    }

    private long Commit(
        Position moved, IReadOnlyList<Position> begun, IReadOnlyList<int> gone, IReadOnlyList<EventContent> events)
    {
        var outcome = store.Progress(
            execution.Arn, moved.LastEventId, events, [moved.ToFrame(), .. begun.Select(b => b.ToFrame())], gone);
        return outcome.Kind switch
        {
            ProgressKind.Kept => outcome.LastEventId,
            ProgressKind.Ended => throw new OperationCanceledException("The execution has ended."),
            _ => throw new HistoryFullException(),
        };
    }
}

/// <summary>
/// Neither Retry nor Catch helps. https://github.com/loads/ardere/issues/86 shows AWS's words.
/// </summary>
internal sealed class HistoryFullException() : Exception(
    $"The execution reached the maximum number of history events ({ExecutionStore.EventsMax}).");
