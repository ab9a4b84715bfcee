using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Goes on with the first rule that holds, otherwise with its Default.</summary>
internal sealed class ChoiceState : State
{
    public override string Type => "Choice";

    /// <exception cref="StatesException">States.NoChoiceMatched: no rule holds, and there is no Default.</exception>
    public StateTransition Complete(StateScope scope) => throw new NotSupportedException();
}
