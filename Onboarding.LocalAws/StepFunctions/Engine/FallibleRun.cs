using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>The work of a state that may fail.</summary>
internal interface IStateAttempt
{
    /// <summary>The token that the context object shows; null where the state has none.</summary>
    string? TaskToken { get; }

    /// <returns>The state's result, before ResultSelector.</returns>
    /// <exception cref="StatesException">The attempt has failed.</exception>
    Task<JsonElement> RunAsync(StateScope scope, CancellationToken stop);
}

/// <summary>The attempts of one Task, Parallel or Map state: Retry first, then Catch.</summary>
internal sealed class FallibleRun(ExecutionRun run, Position position, FallibleState state, IStateAttempt attempt)
{
    /// <exception cref="StatesException">The last attempt has failed, and nothing catches it.</exception>
    public async Task<StateTransition> RunAsync(CancellationToken stop)
    {
        while (true)
        {
            if (position.Phase == FramePhase.Pausing)
            {
                await run.Context.Time.PassAsync(position.Since, position.Pause, stop);
                position.SetPhase(FramePhase.Entered, run.Now);
            }

            var scope = run.ScopeOf(position, position.Retries.Sum(), attempt.TaskToken);
            try
            {
                var result = await attempt.RunAsync(scope, stop);
                return ExecutionRun.Evaluate(position, () => state.Complete(scope, result));
            }
            catch (StatesException failure) when (Retry(failure) is { } pause)
            {
                PauseFor(pause);
            }
            catch (StatesException failure) when (state.FindCatcher(failure.Error) is { } catcher)
            {
                return ExecutionRun.Evaluate(position, () => catcher.Complete(scope, failure));
            }
        }
    }

    /// <summary>Counts the retry where there is one.</summary>
    private TimeSpan? Retry(StatesException failure)
    {
        var index = state.FindRetrier(failure.Error);
        if (index < 0)
        {
            return null;
        }

        if (position.Retries.Length == 0)
        {
            position.Retries = new int[state.Retriers.Count];
        }

        if (state.Retriers[index].Delay(position.Retries[index], run.Context.Random) is not { } delay)
        {
            return null;
        }

        position.Retries[index]++;
        return delay;
    }

    private void PauseFor(TimeSpan pause)
    {
        position.Handle = null;
        position.Pause = pause;
        position.SetPhase(FramePhase.Pausing, run.Now);
        run.Progress.Keep(position);
    }
}
