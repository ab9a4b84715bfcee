using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// What <c>anything-but</c> excludes: a text, a number, a list of either, or an operator with a text or a list of
/// texts.
/// </summary>
internal static class AnythingButCompiler
{
    private const string Scalar = "Value of anything-but must be an array or single string/number value.";

    /// <exception cref="EventPatternException">Nothing that can be excluded.</exception>
    public static IReadOnlyList<ValuePattern> Compile(JsonElement operand) => operand.ValueKind switch
    {
        JsonValueKind.Object => CompileOperator(operand),
        JsonValueKind.Array => CompileList(operand),
        JsonValueKind.String or JsonValueKind.Number => [CompileScalar(operand)],
        _ => throw new EventPatternException(Scalar),
    };

    private static List<ValuePattern> CompileOperator(JsonElement operand)
    {
        var (name, texts) = ValueCompiler.First(operand, "Anything-But expression name not found");
        Func<JsonElement, ValuePattern> make = name switch
        {
            "prefix" => text => new Prefix(Affix(text), StringComparison.Ordinal),
            "suffix" => text => new Suffix(Affix(text), StringComparison.Ordinal),
            "equals-ignore-case" => text => new EqualsIgnoreCase(ValueCompiler.Text(
                text,
                "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.")),
            "wildcard" => text => Wildcard.Parse(
                ValueCompiler.Text(text, "wildcard match pattern must be a string")),
            _ => throw new EventPatternException($"Unsupported anything-but pattern: {name}"),
        };
        List<ValuePattern> excluded = texts.ValueKind switch
        {
            JsonValueKind.Array => [.. texts.EnumerateArray().Select(make)],
            JsonValueKind.String or JsonValueKind.Number => [make(texts)],
            _ => throw new EventPatternException(Scalar),
        };
        ValueCompiler.RequireOnly(operand, NumericCompiler.TooMany);
        return excluded;
    }

    private static List<ValuePattern> CompileList(JsonElement operand)
    {
        var kinds = operand.EnumerateArray().Select(item => item.ValueKind).ToHashSet();
        if (kinds.Any(kind => kind is not (JsonValueKind.String or JsonValueKind.Number)))
        {
            throw new EventPatternException("Inside anything but list, start|null|boolean is not supported.");
        }

        return kinds.Count == 1
            ? [.. operand.EnumerateArray().Select(CompileScalar)]
            : throw new EventPatternException(
                "Inside anything but list, either all values are number or string, mixed type is not supported");
    }

    private static ValuePattern CompileScalar(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && EventLeaf.ParseNumber(value) is null
            ? throw new EventPatternException("Value must be between -5.0E9 and 5.0E9, inclusive")
            : ValueCompiler.Compile(value);

    private static string Affix(JsonElement operand) =>
        ValueCompiler.Text(operand, "prefix/suffix match pattern must be a string") is { Length: > 0 } text
            ? text
            : throw new EventPatternException("Null prefix/suffix not allowed");
}
