using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Waits for a time, or until one.</summary>
internal sealed class WaitState : State
{
    public override string Type => "Wait";

    /// <returns>When it ends; in the past for a Timestamp that is over.</returns>
    public DateTimeOffset Until(StateScope scope, DateTimeOffset now) => throw new NotSupportedException();

    public StateTransition Complete(StateScope scope) => throw new NotSupportedException();
}
