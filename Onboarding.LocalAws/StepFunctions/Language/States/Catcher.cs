using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>One entry of Catch.</summary>
internal sealed class Catcher
{
    public required IReadOnlyList<string> ErrorEquals { get; init; }

    public required string Next { get; init; }

    /// <summary>The error output <c>{"Error","Cause"}</c> by ResultPath into the raw input, and Assign.</summary>
    /// <param name="scope">The failed state's.</param>
    public StateTransition Complete(StateScope scope, StatesException failure) => throw new NotSupportedException();
}
