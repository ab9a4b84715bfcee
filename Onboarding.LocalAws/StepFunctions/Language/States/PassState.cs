using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Passes its input on, or a fixed <c>Result</c>.</summary>
internal sealed class PassState(StateCommon common) : State(common)
{
    public override string Type => "Pass";

    public JsonElement? Result { get; init; }

    public StateTransition Complete(StateScope scope)
    {
        var result = EffectiveInput(scope);
        result = Result ?? result;
        return Complete(scope, result, assigning: result);
    }
}
