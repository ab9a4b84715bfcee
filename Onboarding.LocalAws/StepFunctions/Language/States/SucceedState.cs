using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Ends its machine well.</summary>
internal sealed class SucceedState(StateCommon common) : State(common)
{
    public override string Type => "Succeed";

    public StateTransition Complete(StateScope scope)
    {
        var input = EffectiveInput(scope);
        return Leave(scope, input, input, Assign, next: null);
    }
}
