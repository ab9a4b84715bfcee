using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>A function at a path's end: <c>$.items.length()</c>.</summary>
internal enum PathFunction
{
    None,
    Length,
    Min,
    Max,
    Avg,
    Sum,
}

internal static class PathFunctions
{
    /// <returns>Whether the function is one of these.</returns>
    public static bool TryParse(string name, out PathFunction function)
    {
        function = name switch
        {
            "length" => PathFunction.Length,
            "min" => PathFunction.Min,
            "max" => PathFunction.Max,
            "avg" => PathFunction.Avg,
            "sum" => PathFunction.Sum,
            _ => PathFunction.None,
        };
        return function != PathFunction.None;
    }

    /// <returns>
    /// Whether the function applies to the value: there is no length of a number, and no sum of texts.
    /// </returns>
    public static bool TryApply(PathFunction function, JsonElement from, out JsonElement value)
    {
        value = default;
        if (function == PathFunction.Length)
        {
            return TryLength(from, out value);
        }

        if (from.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var numbers = from.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.Number)
            .Select(n => n.GetDouble()).ToArray();
        if (numbers.Length == 0)
        {
            return false;
        }

        var result = function switch
        {
            PathFunction.Min => numbers.Min(),
            PathFunction.Max => numbers.Max(),
            PathFunction.Avg => numbers.Average(),
            _ => numbers.Sum(),
        };
        value = JsonValue.Write(result, static (writer, number) => writer.WriteNumberValue(number));
        return true;
    }

    private static bool TryLength(JsonElement from, out JsonElement value)
    {
        int? length = from.ValueKind switch
        {
            JsonValueKind.Array => from.GetArrayLength(),
            JsonValueKind.Object => from.EnumerateObject().Count(),
            JsonValueKind.String => from.GetString()!.Length,
            _ => null,
        };
        value = length is { } known ? JsonValue.Of(known) : default;
        return length is not null;
    }
}
