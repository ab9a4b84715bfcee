using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>A state whose work the engine does, and which may fail: Task, Parallel, Map.</summary>
internal abstract class FallibleState(StateCommon common, ErrorHandlers handlers) : State(common)
{
    public IReadOnlyList<Retrier> Retriers => handlers.Retriers;

    public IReadOnlyList<Catcher> Catchers => handlers.Catchers;

    public PayloadTemplate? ResultSelector { get; init; }

    /// <returns>
    /// The index of the retrier that takes this error, otherwise -1. The engine counts a state's retries by this index
    /// and asks <see cref="Retrier.Delay"/>; where that gives none, catchers follow, not the next retrier.
    /// </returns>
    public int FindRetrier(string error)
    {
        for (var i = 0; i < Retriers.Count; i++)
        {
            if (ErrorNames.Match(Retriers[i].ErrorEquals, error))
            {
                return i;
            }
        }

        return -1;
    }

    /// <returns>Null: the error fails the machine.</returns>
    public Catcher? FindCatcher(string error) =>
        Catchers.FirstOrDefault(catcher => ErrorNames.Match(catcher.ErrorEquals, error));

    /// <summary>ResultSelector, Assign on the result itself, ResultPath, OutputPath.</summary>
    /// <param name="result">The task's, or the array of a Parallel's or Map's outputs.</param>
    public StateTransition Complete(StateScope scope, JsonElement result)
    {
        DataLimit.Check(result, Name);
        var selected = ResultSelector is null ? result : ResultSelector.Evaluate(new Evaluation(result, scope));
        return Complete(scope, selected, assigning: result);
    }
}

/// <summary>Retry and Catch, in their order.</summary>
internal sealed record ErrorHandlers(IReadOnlyList<Retrier> Retriers, IReadOnlyList<Catcher> Catchers);
