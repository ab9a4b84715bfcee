using System.Text.Json.Nodes;

namespace Onboarding.LocalAws.Tests.EventPatterns;

/// <summary>Patterns that are valid, and events that have a chance to match them.</summary>
internal static class AnyPattern
{
    private static readonly string[] Texts = ["a", "A", "ab", "abc", "b", "ba", "", "1", "10.0.0.1", "a*"];
    private static readonly string[] Fields = ["f", "g", "h"];
    private static readonly string[] Dotted = ["f.g", "g.h"];
    private static readonly string[] Wildcards = ["*", "a*", "*b", "a*c", "*a*", "a\\*", "*b*c", "x"];

    public static (JsonObject Pattern, JsonObject Event) Next(Random random) => (Pattern(random, 2), Event(random, 3));

    private static JsonObject Pattern(Random random, int depth)
    {
        var pattern = new JsonObject();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var name = random.Next(8) == 0 ? Dotted[random.Next(2)] : Fields[random.Next(Fields.Length)];
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

    private static JsonNode AnythingBut(Random random, Func<JsonNode> word) => random.Next(7) switch
    {
        0 => word(),
        1 => random.Next(-2, 3),
        2 => new JsonArray(word(), word()),
        3 => new JsonArray(random.Next(-2, 3), random.Next(-2, 3)),
        4 => new JsonObject { ["prefix"] = new JsonArray(Letters(random), Letters(random)) },
        5 => new JsonObject { ["equals-ignore-case"] = new JsonArray(word()) },
        _ => new JsonObject { ["wildcard"] = Wildcards[random.Next(Wildcards.Length)] },
    };

    /// <summary>anything-but takes no empty one.</summary>
    private static JsonNode Letters(Random random) => random.Next(2) == 0 ? "a" : "ab";

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
        foreach (var field in Fields.Where(_ => random.Next(4) > 0).Concat(Dotted.Where(_ => random.Next(8) == 0)))
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
        3 => (JsonNode)(random.Next(-2, 3) + 0.0m),
        > 5 and < 8 => Event(random, depth - 1),
        8 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => EventValue(random, depth - 1))]),
        _ => Texts[random.Next(Texts.Length)],
    };
}
