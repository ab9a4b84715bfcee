using System.Text.Json;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.StepFunctions.Language.Data;

/// <summary>All that a state's paths, templates and functions can see.</summary>
/// <param name="Input">The state's raw input.</param>
/// <param name="Context">The context object, <c>$$</c>: a JSON object.</param>
/// <param name="Variables"><c>$name</c>.</param>
/// <param name="Random">For States.UUID and States.MathRandom.</param>
internal sealed record StateScope(JsonElement Input, JsonElement Context, Variables Variables, RandomSource Random);
