using Onboarding.LocalAws.StepFunctions.Language.Choices;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>
/// Goes on with the first rule that holds, otherwise with its Default. The state's own Assign is Default's.
/// </summary>
internal sealed class ChoiceState(StateCommon common) : State(common)
{
    public override string Type => "Choice";

    public required IReadOnlyList<ChoiceRule> Choices { get; init; }

    public string? Default { get; init; }

    /// <exception cref="StatesException">States.NoChoiceMatched: no rule holds, and there is no Default.</exception>
    public StateTransition Complete(StateScope scope)
    {
        var input = EffectiveInput(scope);
        var evaluation = new Evaluation(input, scope);
        foreach (var rule in Choices)
        {
            if (rule.Condition.Holds(evaluation))
            {
                return Leave(scope, input, input, rule.Assign, rule.Next);
            }
        }

        return Default is null
            ? throw new StatesException(
                StatesErrors.NoChoiceMatched, "No choices matched in the choice state and no default was specified.")
            : Leave(scope, input, input, Assign, Default);
    }
}
