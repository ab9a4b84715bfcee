using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Data;

/// <summary>A state has ended.</summary>
/// <param name="Output">The next state's raw input, or the machine's output.</param>
/// <param name="Variables">Of the machine from here on.</param>
/// <param name="Assigned">What this state assigned, as the history's <c>assignedVariables</c> lists it.</param>
/// <param name="Next">Null where the machine ends.</param>
internal sealed record StateTransition(
    JsonElement Output, Variables Variables, IReadOnlyDictionary<string, JsonElement> Assigned, string? Next);
