using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>An object of a pattern: every field and one branch of every <c>$or</c> must match.</summary>
internal sealed class ObjectPattern(
    IReadOnlyList<FieldPattern> fields, IReadOnlyList<IReadOnlyList<ObjectPattern>> choices)
{
    /// <param name="value">
    /// The event's value, <c>default</c> where it has none. Of an array one element must match the whole object, so
    /// that the parts of different elements never add up to a match.
    /// </param>
    public bool Matches(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? AnyMatches(value, out var hasObject) || (!hasObject && MatchesObject(default))
        : MatchesObject(value);

    /// <inheritdoc cref="EventPattern.ExactTexts"/>
    public IReadOnlyList<string>? ExactTexts(string field) =>
        fields.FirstOrDefault(f => f.Name == field)?.ExactTexts;

    private bool MatchesObject(JsonElement value)
    {
        foreach (var field in fields)
        {
            // A scalar where the pattern expects an object has none of the fields.
            var found = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(field.Name, out var child)
                ? child
                : default;
            if (!field.Matches(found))
            {
                return false;
            }
        }

        foreach (var branches in choices)
        {
            if (!AnyMatches(branches, value))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="hasObject">Arrays in the array count as what is in them.</param>
    private bool AnyMatches(JsonElement array, out bool hasObject)
    {
        hasObject = false;
        foreach (var element in array.EnumerateArray())
        {
            var isObject = element.ValueKind == JsonValueKind.Object;
            var matches = isObject
                ? MatchesObject(element)
                : element.ValueKind == JsonValueKind.Array && AnyMatches(element, out isObject);
            hasObject |= isObject;
            if (matches)
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyMatches(IReadOnlyList<ObjectPattern> branches, JsonElement value)
    {
        foreach (var branch in branches)
        {
            if (branch.MatchesObject(value))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One field of a pattern: a nested object, or a leaf's values of which one must match.</summary>
internal sealed class FieldPattern
{
    private readonly ObjectPattern? _nested;
    private readonly IReadOnlyList<ValuePattern> _values;
    private readonly bool _matchesAbsence;
    private readonly bool _matchesPresence;

    public FieldPattern(string name, ObjectPattern nested)
    {
        Name = name;
        _nested = nested;
        _values = [];
    }

    public FieldPattern(string name, IReadOnlyList<ValuePattern> values)
    {
        Name = name;
        _values = values;
        _matchesAbsence = values.Any(v => v is Exists { IsExpected: false });
        _matchesPresence = values.Any(v => v is Exists { IsExpected: true });
    }

    public string Name { get; }

    /// <summary>Null where it is not a list of texts alone.</summary>
    public IReadOnlyList<string>? ExactTexts =>
        _values.Count > 0 && _values.All(v => v is ExactText) ? [.. _values.Select(v => ((ExactText)v).Text)] : null;

    /// <param name="value"><c>default</c> where the event has no such field.</param>
    public bool Matches(JsonElement value) => _nested is not null
        ? _nested.Matches(value)
        : MatchesLeaf(value, out var isPresent) || (!isPresent && _matchesAbsence);

    /// <param name="isPresent">
    /// Whether there is a leaf: "exists matching only works on leaf nodes", so an object counts as absent, and so does
    /// an array without scalars.
    /// </param>
    private bool MatchesLeaf(JsonElement value, out bool isPresent)
    {
        isPresent = false;
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Object)
        {
            return false;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            isPresent = true;
            return MatchesScalar(value);
        }

        foreach (var element in value.EnumerateArray())
        {
            var matches = MatchesLeaf(element, out var isLeaf);
            isPresent |= isLeaf;
            if (matches)
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesScalar(JsonElement value)
    {
        if (_matchesPresence)
        {
            return true;
        }

        foreach (var pattern in _values)
        {
            if (pattern.Matches(value))
            {
                return true;
            }
        }

        return false;
    }
}
