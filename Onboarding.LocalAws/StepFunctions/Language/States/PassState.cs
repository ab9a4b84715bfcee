using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Passes its input on, or a fixed <c>Result</c>.</summary>
internal sealed class PassState : State
{
    public override string Type => "Pass";

    public StateTransition Complete(StateScope scope) => throw new NotSupportedException();
}
