using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.LocalAws.Tests.EventPatterns;

/// <summary>
/// A matcher that was written from the documentation alone, with no thought of speed: the event becomes a list of paths
/// and leaves for each choice of array elements, and each rule of the pattern is asked of them.
/// </summary>
internal static class NaivePattern
{
    private static readonly string[] Texts = ["a", "A", "ab", "abc", "b", "ba", "", "1", "10.0.0.1", "a*"];
    private static readonly string[] Fields = ["f", "g", "h"];

    public static bool Matches(JsonObject pattern, JsonNode? @event) =>
        pattern.All(field => field.Key == "$or"
            ? field.Value!.AsArray().Any(branch => Matches(branch!.AsObject(), @event))
            : FieldMatches(field.Value!, @event is JsonObject parent ? Child(parent, field.Key) : Absent.Instance));

    /// <summary>A pattern that is valid, and an event that has a chance to match it.</summary>
    public static (JsonObject Pattern, JsonObject Event) Any(Random random) => (Pattern(random, 2), Event(random, 3));

    private static object? Child(JsonObject parent, string name) =>
        parent.TryGetPropertyValue(name, out var value) ? value : Absent.Instance;

    private static bool FieldMatches(JsonNode pattern, object? value)
    {
        if (pattern is JsonObject nested)
        {
            return value switch
            {
                JsonArray array => Objects(array) is { Count: > 0 } elements
                    ? elements.Any(e => Matches(nested, e))
                    : Matches(nested, null),
                JsonObject parent => Matches(nested, parent),
                _ => Matches(nested, null),
            };
        }

        var leaves = Leaves(value).ToList();
        return pattern.AsArray().Any(one => one is JsonObject { Count: 1 } op && op.ContainsKey("exists")
            ? op["exists"]!.GetValue<bool>() == (leaves.Count > 0)
            : leaves.Any(leaf => LeafMatches(one, leaf)));
    }

    private static List<JsonObject> Objects(JsonArray array) =>
        [.. array.SelectMany(e => e is JsonArray inner ? Objects(inner) : e is JsonObject o ? [o] : [])];

    private static IEnumerable<JsonNode?> Leaves(object? value) => value switch
    {
        Absent or JsonObject => [],
        JsonArray array => array.SelectMany(element => Leaves(element)),
        _ => [(JsonNode?)value],
    };

    private static bool LeafMatches(JsonNode? pattern, JsonNode? leaf)
    {
        if (pattern is not JsonObject op)
        {
            return (pattern?.ToJsonString() ?? "null") == (leaf?.ToJsonString() ?? "null");
        }

        var (name, operand) = op.Single();
        var text = leaf?.GetValueKind() == JsonValueKind.String ? leaf.GetValue<string>() : null;
        return name switch
        {
            "prefix" => text is not null && Text(operand, text, (t, p) => t.StartsWith(p, StringComparison.Ordinal)),
            "suffix" => text is not null && Text(operand, text, (t, p) => t.EndsWith(p, StringComparison.Ordinal)),
            "equals-ignore-case" => text is not null && Lower(text) == Lower(operand!.GetValue<string>()),
            "wildcard" => text is not null && Glob(operand!.GetValue<string>(), text),
            "numeric" => leaf?.GetValueKind() == JsonValueKind.Number
                && Range(operand!.AsArray(), decimal.Parse(leaf.ToJsonString(), CultureInfo.InvariantCulture)),
            "anything-but" => !Excluded(operand!).Any(excluded => LeafMatches(excluded, leaf)),
            _ => throw new InvalidOperationException(name),
        };
    }

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

    private static JsonObject Pattern(Random random, int depth)
    {
        var pattern = new JsonObject();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var name = Fields[random.Next(Fields.Length)];
            pattern[name] = depth > 0 && random.Next(3) == 0
                ? Pattern(random, depth - 1)
                : new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(random))]);
        }

        if (depth > 0 && random.Next(4) == 0)
        {
            pattern["$or"] = new JsonArray(Pattern(random, depth - 1), Pattern(random, depth - 1));
        }

        return pattern;
    }

    private static JsonNode? Value(Random random)
    {
        JsonNode Word() => Texts[random.Next(Texts.Length)];
        JsonNode Affix() => random.Next(3) == 0 ? new JsonObject { ["equals-ignore-case"] = Word() } : Word();
        return random.Next(12) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.Next(-2, 3),
            3 => new JsonObject { ["prefix"] = Affix() },
            4 => new JsonObject { ["suffix"] = Affix() },
            5 => new JsonObject { ["equals-ignore-case"] = Word() },
            6 => new JsonObject { ["wildcard"] = Wildcards[random.Next(Wildcards.Length)] },
            7 => new JsonObject { ["anything-but"] = AnythingBut(random, Word) },
            8 => new JsonObject { ["numeric"] = Numeric(random) },
            9 => new JsonObject { ["exists"] = random.Next(2) == 0 },
            _ => Word(),
        };
    }

    private static readonly string[] Wildcards = ["*", "a*", "*b", "a*c", "*a*", "a\\*", "*b*c", "x"];

    private static JsonNode AnythingBut(Random random, Func<JsonNode> word) => random.Next(7) switch
    {
        0 => word(),
        1 => random.Next(-2, 3),
        2 => new JsonArray(word(), word()),
        3 => new JsonArray(random.Next(-2, 3), random.Next(-2, 3)),
        4 => new JsonObject { ["prefix"] = new JsonArray(word(), word()) },
        5 => new JsonObject { ["equals-ignore-case"] = new JsonArray(word()) },
        _ => new JsonObject { ["wildcard"] = Wildcards[random.Next(Wildcards.Length)] },
    };

    private static JsonArray Numeric(Random random)
    {
        var bound = random.Next(-2, 2);
        return random.Next(6) switch
        {
            0 => ["=", bound],
            1 => ["<", bound],
            2 => ["<=", bound],
            3 => [">", bound],
            4 => [">=", bound],
            _ => [">", bound, "<=", bound + 2],
        };
    }

    private static JsonObject Event(Random random, int depth)
    {
        var @event = new JsonObject();
        foreach (var field in Fields.Where(_ => random.Next(4) > 0))
        {
            @event[field] = EventValue(random, depth);
        }

        return @event;
    }

    private static JsonNode? EventValue(Random random, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-2, 3),
        > 5 and < 8 => Event(random, depth - 1),
        8 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => EventValue(random, depth - 1))]),
        _ => Texts[random.Next(Texts.Length)],
    };

    /// <summary>Null is a value.</summary>
    private sealed class Absent
    {
        public static readonly Absent Instance = new();
    }
}
