using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.StepFunctions.Language.Data;

/// <summary>A number that a definition gives as such or by a path.</summary>
internal static class SecondsNumber
{
    /// <summary>
    /// Of all times in seconds (https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html).
    /// </summary>
    public const int Max = 99_999_999;

    /// <param name="field">Such as <c>TimeoutSecondsPath</c>.</param>
    /// <exception cref="StatesException">States.Runtime: the path leads nowhere, or to no such number.</exception>
    public static int At(ValuePath path, in Evaluation evaluation, string field, int min)
    {
        var value = path.Evaluate(evaluation);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            && number >= min && number <= Max
            ? number
            : throw new StatesException(
                StatesErrors.Runtime,
                $"The {field} parameter does not reference an integer value: {path} == {JsonValue.TextOf(value)}");
    }
}
