using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Ends its machine well.</summary>
internal sealed class SucceedState : State
{
    public override string Type => "Succeed";

    public StateTransition Complete(StateScope scope) => throw new NotSupportedException();
}
