using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Ends its machine with an error.</summary>
internal sealed class FailState : State
{
    public override string Type => "Fail";

    public Failure Failure(StateScope scope) => throw new NotSupportedException();
}

/// <summary>Both may be absent, as AWS leaves them out of the history then.</summary>
internal sealed record Failure(string? Error, string? Cause);
