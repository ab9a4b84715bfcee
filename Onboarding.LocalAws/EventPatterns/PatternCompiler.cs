using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>JSON → pattern. The reasons of refusal are event-ruler's, as EventBridge shows them.</summary>
internal static class PatternCompiler
{
    private const string Or = "$or";

    /// <exception cref="EventPatternException">The pattern is not valid.</exception>
    public static ObjectPattern Compile(JsonElement pattern)
    {
        if (pattern.ValueKind != JsonValueKind.Object)
        {
            throw new EventPatternException("Filter is not an object");
        }

        var fields = new List<FieldPattern>();
        var choices = new List<IReadOnlyList<ObjectPattern>>();
        foreach (var member in pattern.EnumerateObject())
        {
            if (member.Name == Or && IsChoice(member.Value))
            {
                choices.Add([.. member.Value.EnumerateArray().Select(Compile)]);
            }
            else
            {
                fields.Add(CompileField(member));
            }
        }

        return fields.Count + choices.Count > 0
            ? new ObjectPattern(fields, choices)
            : throw new EventPatternException("Empty objects are not allowed");
    }

    /// <summary>
    /// A field may really be named <c>$or</c>: it is the operator only before two or more objects that are no
    /// operators themselves.
    /// </summary>
    private static bool IsChoice(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() > 1
        && value.EnumerateArray().All(branch =>
            branch.ValueKind == JsonValueKind.Object
            && !branch.EnumerateObject().Any(m => ValueCompiler.IsOperator(m.Name)));

    private static FieldPattern CompileField(JsonProperty member)
    {
        switch (member.Value.ValueKind)
        {
            case JsonValueKind.Object:
                return new FieldPattern(member.Name, Compile(member.Value));
            case JsonValueKind.Array when member.Value.GetArrayLength() == 0:
                throw new EventPatternException("Empty arrays are not allowed");
            case JsonValueKind.Array:
                return new FieldPattern(
                    member.Name, [.. member.Value.EnumerateArray().Select(ValueCompiler.Compile)]);
            default:
                throw new EventPatternException($"\"{member.Name}\" must be an object or an array");
        }
    }
}
