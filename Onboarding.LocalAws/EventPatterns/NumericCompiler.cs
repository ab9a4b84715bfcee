using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary><c>["=", 5]</c>, <c>["&lt;", 5]</c>, or a range: a lower bound, then an upper one.</summary>
internal static class NumericCompiler
{
    public const string TooMany = "Too many elements in numeric expression";

    /// <exception cref="EventPatternException">Not a comparison.</exception>
    public static NumericRange Compile(JsonElement operand)
    {
        if (operand.ValueKind != JsonValueKind.Array)
        {
            throw new EventPatternException("Value of numeric must be an array.");
        }

        var terms = operand.EnumerateArray().ToList();
        if (terms.Count == 0 || terms[0].ValueKind != JsonValueKind.String)
        {
            throw new EventPatternException(
                "Invalid member in numeric match: " + (terms.Count == 0 ? "]" : terms[0].GetRawText()));
        }

        var comparison = terms[0].GetString()!;
        if (comparison is not ("=" or "<" or "<=" or ">" or ">="))
        {
            throw new EventPatternException($"Unrecognized numeric range operator: {comparison}");
        }

        var number = Number(terms, at: 1, comparison == "=" ? "equals" : comparison);
        if (terms.Count > 2)
        {
            return comparison is ">" or ">="
                ? CompileRange(terms, number, comparison == ">=")
                : throw new EventPatternException(TooMany);
        }

        return comparison switch
        {
            "=" => new NumericRange(number, true, number, true),
            ">" or ">=" => new NumericRange(number, comparison == ">=", null, false),
            _ => new NumericRange(null, false, number, comparison == "<="),
        };
    }

    private static NumericRange CompileRange(List<JsonElement> terms, decimal low, bool includesLow)
    {
        if (terms[2].ValueKind != JsonValueKind.String)
        {
            throw new EventPatternException($"Bad value in numeric range: {terms[2].GetRawText()}");
        }

        var comparison = terms[2].GetString()!;
        if (comparison is not ("<" or "<="))
        {
            throw new EventPatternException($"Bad numeric range operator: {comparison}");
        }

        var high = Number(terms, at: 3, comparison);
        if (terms.Count > 4)
        {
            throw new EventPatternException("Too many terms in numeric range expression");
        }

        return low < high
            ? new NumericRange(low, includesLow, high, comparison == "<=")
            : throw new EventPatternException("Bottom must be less than top");
    }

    private static decimal Number(List<JsonElement> terms, int at, string comparison) =>
        at < terms.Count && terms[at].ValueKind == JsonValueKind.Number
            ? EventLeaf.ParseNumber(terms[at])
                ?? throw new EventPatternException("Value must be between -5.0E9 and 5.0E9, inclusive")
            : throw new EventPatternException($"Value of {comparison} must be numeric");
}
