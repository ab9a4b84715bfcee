using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// The branches of one Parallel or Map state. They run side by side; the first that fails stops the others, and the
/// state fails once all have ended. A stop of the execution or of the host leaves them where they are.
/// </summary>
/// <param name="position">Of the state.</param>
/// <param name="type"><c>Parallel</c> or <c>Map</c>.</param>
/// <param name="count">How many branches there are in all.</param>
internal sealed class FanOut(ExecutionRun run, Position position, string type, int count)
{
    private readonly JsonElement[] _outputs = new JsonElement[count];
    private readonly Dictionary<Task<JsonElement>, BranchRun> _running = [];
    private readonly List<int> _begun = [];

    /// <summary>The Map state's name, whose iterations have events of their own; null for branches.</summary>
    public string? IterationName { get; init; }

    /// <param name="next">Gives the branches in the order of their begin; null where there is none left.</param>
    /// <returns>The array of all outputs.</returns>
    /// <exception cref="StatesException">That of the first branch that failed.</exception>
    public async Task<JsonElement> RunAsync(Func<BranchRun?> next, int concurrency, CancellationToken stop)
    {
        using var inner = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            while (Begin(next, concurrency, inner.Token))
            {
                var ended = await Task.WhenAny(_running.Keys);
                _running.Remove(ended, out var branch);
                await TakeAsync(branch!, ended, inner);
            }
        }
        finally
        {
            await inner.CancelAsync();
            await SettleAsync();
        }

        position.Defer(StateEvents.Fan(type, "Succeeded"), _begun);
        return JsonValue.Of(_outputs);
    }

    /// <returns>False where nothing runs and nothing is left to begin.</returns>
    private bool Begin(Func<BranchRun?> next, int concurrency, CancellationToken stop)
    {
        while (_running.Count < concurrency && next() is { } branch)
        {
            _begun.Add(branch.Position.Id);
            _running.Add(branch.RunAsync(stop), branch);
        }

        return _running.Count > 0;
    }

    private async Task TakeAsync(BranchRun branch, Task<JsonElement> ended, CancellationTokenSource others)
    {
        try
        {
            _outputs[branch.Position.Index] = await ended;
            // The state's next event follows that of the branch that ended last.
            position.LastEventId = branch.Position.LastEventId;
        }
        catch (StatesException)
        {
            await others.CancelAsync();
            await SettleAsync();
            Fail(branch);
            throw;
        }
    }

    /// <summary>
    /// That the siblings' states are told as aborted is inferred: the types of these events exist for nothing else.
    /// </summary>
    private void Fail(BranchRun failed)
    {
        foreach (var sibling in _running.Where(r => !r.Key.IsCompletedSuccessfully).Select(r => r.Value))
        {
            List<EventContent> events = sibling.State.Type is "Task" or "Wait" or "Parallel" or "Map"
                ? [StateEvents.Aborted(sibling.State)]
                : [];
            if (IterationName is { } name)
            {
                events.Add(StateEvents.MapIteration("Aborted", name, sibling.Position.Index));
            }

            run.Progress.Keep(sibling.Position, events);
        }

        if (IterationName is { } iteration)
        {
            run.Progress.Keep(
                failed.Position, StateEvents.MapIteration("Failed", iteration, failed.Position.Index));
        }

        position.LastEventId = failed.Position.LastEventId;
        position.Defer(StateEvents.Fan(type, "Failed"), _begun);
    }

    /// <summary>How a branch that was stopped ends is of no interest.</summary>
    private async Task SettleAsync() =>
        await Task.WhenAll(_running.Keys.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
