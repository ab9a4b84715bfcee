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
    public bool Matches(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return MatchesObject(value);
        }

        var hasObject = false;
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                hasObject = true;
                if (Matches(element))
                {
                    return true;
                }
            }
        }

        return !hasObject && MatchesObject(default);
    }

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
