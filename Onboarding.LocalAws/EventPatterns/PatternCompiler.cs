using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// JSON → the alternatives of which one must match. The reasons of refusal are event-ruler's, as EventBridge shows
/// them, without the line and column of its JSON parser.
/// </summary>
internal static class PatternCompiler
{
    private const string Or = "$or";

    /// <summary>Inferred: so that no pattern of a few hundred characters makes a million alternatives.</summary>
    private const int AlternativesMax = 1_000;

    /// <summary>
    /// https://github.com/aws/event-ruler, Constants: the operators, the signs of <c>numeric</c> and what may become
    /// one.
    /// </summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr",
        "=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case", "date-after", "date-on-or-after",
        "date-before", "date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range",
    };

    /// <exception cref="EventPatternException">The pattern is not valid.</exception>
    public static IReadOnlyList<FieldConjunction> Compile(JsonElement pattern)
    {
        if (pattern.ValueKind != JsonValueKind.Object)
        {
            throw new EventPatternException("Filter is not an object");
        }

        var alternatives = CompileObject([Alternative.Empty], container: "", pattern);
        return [.. alternatives.Select(a => new FieldConjunction(a.Fields.Values))];
    }

    /// <param name="alternatives">What was read so far.</param>
    /// <param name="container">Empty at the top, else the object's path and a dot.</param>
    private static List<Alternative> CompileObject(
        List<Alternative> alternatives, string container, JsonElement pattern)
    {
        var isEmpty = true;
        foreach (var member in pattern.EnumerateObject())
        {
            isEmpty = false;
            alternatives = member.Name == Or && IsChoice(member.Value)
                ? CompileChoice(alternatives, container, member.Value)
                : CompileField(alternatives, container + member.Name, member);
        }

        return isEmpty ? throw new EventPatternException("Empty objects are not allowed") : alternatives;
    }

    /// <summary>
    /// A field may really be named <c>$or</c>: it is the operator only before two or more objects without a reserved
    /// name (event-ruler's README, "The $or Primitive").
    /// </summary>
    private static bool IsChoice(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() > 1
        && value.EnumerateArray().All(branch => branch.ValueKind == JsonValueKind.Object && !HasReserved(branch));

    private static bool HasReserved(JsonElement branch) => branch.EnumerateObject().Any(member =>
        Reserved.Contains(member.Name)
        || (member.Value.ValueKind == JsonValueKind.Object && HasReserved(member.Value)));

    private static List<Alternative> CompileChoice(
        List<Alternative> alternatives, string container, JsonElement branches)
    {
        var all = new List<Alternative>();
        foreach (var branch in branches.EnumerateArray())
        {
            all.AddRange(CompileObject(alternatives, container, branch));
            if (all.Count > AlternativesMax)
            {
                throw new EventPatternException($"{Or} yields more than {AlternativesMax} combinations");
            }
        }

        return all;
    }

    private static List<Alternative> CompileField(List<Alternative> alternatives, string path, JsonProperty member)
    {
        switch (member.Value.ValueKind)
        {
            case JsonValueKind.Object:
                return CompileObject(alternatives, path + ".", member.Value);
            case JsonValueKind.Array when member.Value.GetArrayLength() == 0:
                throw new EventPatternException("Empty arrays are not allowed");
            case JsonValueKind.Array:
                var field = new FieldPattern(
                    new FieldPath(path), [.. member.Value.EnumerateArray().Select(ValueCompiler.Compile)]);
                return [.. alternatives.Select(a => a.With(field))];
            default:
                throw new EventPatternException($"\"{member.Name}\" must be an object or an array");
        }
    }

    /// <summary>
    /// The fields by path. Of a path that is there twice the last counts (recorded: localstack,
    /// test_events_patterns.py, test_event_pattern_with_multi_key).
    /// </summary>
    private sealed record Alternative(IReadOnlyDictionary<string, FieldPattern> Fields)
    {
        public static readonly Alternative Empty = new(new Dictionary<string, FieldPattern>());

        public Alternative With(FieldPattern field) => new(
            new Dictionary<string, FieldPattern>(Fields, StringComparer.Ordinal) { [field.Path.Text] = field });
    }
}
