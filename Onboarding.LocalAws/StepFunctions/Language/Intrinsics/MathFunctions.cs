using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

internal static class MathFunctions
{
    public static JsonElement Add(IntrinsicArguments arguments) =>
        JsonValue.Of(arguments.Int32((double)arguments.Rounded(0) + arguments.Rounded(1)));

    /// <summary>From the first number up to the second, without it. One seed gives one number.</summary>
    public static JsonElement Random(IntrinsicArguments arguments)
    {
        long start = arguments.Truncated(0), end = arguments.Truncated(1);
        if (start >= end)
        {
            throw arguments.Invalid();
        }

        var random = arguments.Count == 3 ? RandomSource.Seeded(arguments.Truncated(2)) : arguments.Random;
        return JsonValue.Of(start + (long)(random.NextDouble() * (end - start)));
    }
}
