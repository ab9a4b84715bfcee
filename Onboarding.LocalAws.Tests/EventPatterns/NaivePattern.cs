using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.LocalAws.Tests.EventPatterns;

/// <summary>
/// A matcher that was written from the documentation alone, with no thought of speed: the pattern becomes every
/// combination of its <c>$or</c>s, the event all its leaves, and each field tries each leaf.
/// </summary>
internal static class NaivePattern
{
    public static bool Matches(JsonObject pattern, JsonObject @event)
    {
        var leaves = new List<Leaf>();
        var arrays = 0;
        Flatten(@event, "", [], leaves, ref arrays);
        return Alternatives([[]], "", pattern).Any(fields => Matches(
            [.. fields.OrderBy(f => f.Key, StringComparer.Ordinal)], [], leaves));
    }

    private static void Flatten(
        JsonNode? node, string path, Dictionary<int, int> elements, List<Leaf> leaves, ref int arrays)
    {
        switch (node)
        {
            case JsonObject parent:
                foreach (var (name, child) in parent)
                {
                    Flatten(child, path == "" ? name : $"{path}.{name}", elements, leaves, ref arrays);
                }

                break;
            case JsonArray array:
                var id = arrays++;
                for (var i = 0; i < array.Count; i++)
                {
                    Flatten(array[i], path, new Dictionary<int, int>(elements) { [id] = i }, leaves, ref arrays);
                }

                break;
            default:
                leaves.Add(new Leaf(path, node, elements));
                break;
        }
    }

    private static List<Dictionary<string, JsonArray>> Alternatives(
        List<Dictionary<string, JsonArray>> all, string container, JsonObject pattern)
    {
        foreach (var (name, value) in pattern)
        {
            all = name == "$or"
                ? [.. value!.AsArray().SelectMany(branch => Alternatives(all, container, branch!.AsObject()))]
                : value is JsonObject nested
                    ? Alternatives(all, $"{container}{name}.", nested)
                    : [.. all.Select(fields => new Dictionary<string, JsonArray>(fields)
                    {
                        [container + name] = value!.AsArray(),
                    })];
        }

        return all;
    }

    /// <param name="taken">By the fields before.</param>
    private static bool Matches(
        List<KeyValuePair<string, JsonArray>> fields, List<Leaf> taken, List<Leaf> leaves)
    {
        if (fields.Count == 0)
        {
            return true;
        }

        var (path, values) = fields[0];
        var rest = fields[1..];
        var possible = leaves.Where(leaf => leaf.Path == path && taken.All(leaf.IsConsistentWith)).ToList();
        return (possible.Count == 0 && values.Any(v => IsExists(v, false)) && Matches(rest, taken, leaves))
            || possible.Any(leaf => values.Any(value => !IsExists(value, false) && LeafMatches(value, leaf.Value))
                && Matches(rest, [.. taken, leaf], leaves));
    }

    private static bool IsExists(JsonNode? value, bool expected) =>
        value is JsonObject { Count: 1 } op && op["exists"]?.GetValue<bool>() == expected;

    private static bool LeafMatches(JsonNode? pattern, JsonNode? leaf)
    {
        if (pattern is not JsonObject op)
        {
            return Number(pattern) is { } number
                ? Number(leaf) == number
                : (pattern?.ToJsonString() ?? "null") == (leaf?.ToJsonString() ?? "null");
        }

        var (name, operand) = op.Single();
        var text = leaf?.GetValueKind() == JsonValueKind.String ? leaf.GetValue<string>() : null;
        return name switch
        {
            "exists" => operand!.GetValue<bool>(),
            "prefix" => text is not null && Text(operand, text, (t, p) => t.StartsWith(p, StringComparison.Ordinal)),
            "suffix" => text is not null && Text(operand, text, (t, p) => t.EndsWith(p, StringComparison.Ordinal)),
            "equals-ignore-case" => text is not null && Lower(text) == Lower(operand!.GetValue<string>()),
            "wildcard" => text is not null && Glob(operand!.GetValue<string>(), text),
            "numeric" => Number(leaf) is { } number && Range(operand!.AsArray(), number),
            "anything-but" => !Excluded(operand!).Any(excluded => LeafMatches(excluded, leaf)),
            _ => throw new InvalidOperationException(name),
        };
    }

    private static decimal? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number
        ? decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : null;

    private static IEnumerable<JsonNode?> Excluded(JsonNode operand) => operand switch
    {
        JsonArray list => list,
        JsonObject op when op.Single().Value is JsonArray list => list.Select(
            one => (JsonNode?)new JsonObject { [op.Single().Key] = one!.DeepClone() }),
        _ => [operand],
    };

    private static bool Text(JsonNode? operand, string text, Func<string, string, bool> isMatch) =>
        operand is JsonObject ignoring
            ? isMatch(Lower(text), Lower(ignoring["equals-ignore-case"]!.GetValue<string>()))
            : isMatch(text, operand!.GetValue<string>());

    private static bool Range(JsonArray range, decimal number)
    {
        for (var i = 0; i < range.Count; i += 2)
        {
            var bound = range[i + 1]!.GetValue<int>();
            var holds = range[i]!.GetValue<string>() switch
            {
                "=" => number == bound,
                "<" => number < bound,
                "<=" => number <= bound,
                ">" => number > bound,
                _ => number >= bound,
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A star is nothing, or a character and a star.</summary>
    private static bool Glob(string pattern, string text) => pattern switch
    {
        "" => text.Length == 0,
        ['*', .. var rest] => Glob(rest, text) || (text.Length > 0 && Glob(pattern, text[1..])),
        ['\\', var escaped, .. var rest] => text.Length > 0 && text[0] == escaped && Glob(rest, text[1..]),
        _ => text.Length > 0 && text[0] == pattern[0] && Glob(pattern[1..], text[1..]),
    };

    private static string Lower(string text) => text.ToLowerInvariant();

    /// <param name="Elements">Which element of each array it is in.</param>
    private sealed record Leaf(string Path, JsonNode? Value, Dictionary<int, int> Elements)
    {
        public bool IsConsistentWith(Leaf other) =>
            Elements.All(e => !other.Elements.TryGetValue(e.Key, out var index) || index == e.Value);
    }
}
