using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Data;

/// <summary>What a path or a template is evaluated on.</summary>
/// <param name="Data">What <c>$</c> means there: the input, the effective input or a result.</param>
internal readonly record struct Evaluation(JsonElement Data, StateScope Scope);
