using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.Choices;

/// <summary>Orders two values of one type.</summary>
internal static class Comparisons
{
    /// <returns>Null where one of them is not of the type.</returns>
    public static int? Order(ComparedType type, JsonElement left, JsonElement right) => type switch
    {
        ComparedType.String => (left.ValueKind, right.ValueKind) is (JsonValueKind.String, JsonValueKind.String)
            ? string.CompareOrdinal(left.GetString(), right.GetString())
            : null,
        ComparedType.Numeric => (left.ValueKind, right.ValueKind) is (JsonValueKind.Number, JsonValueKind.Number)
            ? OrderNumbers(left, right)
            : null,
        ComparedType.Boolean => IsBoolean(left) && IsBoolean(right)
            ? left.GetBoolean().CompareTo(right.GetBoolean())
            : null,
        _ => TryTime(left, out var leftTime) && TryTime(right, out var rightTime)
            ? leftTime.CompareTo(rightTime)
            : null,
    };

    /// <summary>Exactly where they fit: two neighbours beyond 2^53 are one double.</summary>
    private static int OrderNumbers(JsonElement left, JsonElement right) =>
        left.TryGetDecimal(out var exactLeft) && right.TryGetDecimal(out var exactRight)
            ? exactLeft.CompareTo(exactRight)
            : left.GetDouble().CompareTo(right.GetDouble());

    private static bool IsBoolean(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool TryTime(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        return value.ValueKind == JsonValueKind.String && Timestamp.TryParse(value.GetString()!, out time);
    }
}
