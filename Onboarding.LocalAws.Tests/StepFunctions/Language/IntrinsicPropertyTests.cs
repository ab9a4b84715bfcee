using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>
/// Documented(https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html): what holds for all
/// arguments, over a thousand random ones. A failure names its round, which is the seed.
/// </summary>
public sealed class IntrinsicPropertyTests
{
    private const int Rounds = 1_000;

    [Fact]
    public void Partitions_of_an_array_are_the_array() => Each((random, round) =>
    {
        var (array, size) = (RandomArray(random), 1 + Number(random, 7));
        var chunks = Call(random, "States.ArrayPartition($.a, $.n)", new { a = array, n = size });
        var lengths = chunks.EnumerateArray().Select(c => c.GetArrayLength()).ToArray();
        Assert.True(lengths.SkipLast(1).All(l => l == size) && lengths.All(l => l > 0 && l <= size), round);
        AssertSame(array, chunks.EnumerateArray().SelectMany(c => c.EnumerateArray()), round);
    });

    [Fact]
    public void What_is_encoded_is_decoded_again() => Each((random, round) =>
    {
        var text = RandomText(random);
        var same = Call(random, "States.Base64Decode(States.Base64Encode($.s))", new { s = text });
        Assert.True(text == same.GetString(), round);
        var encoded = Call(random, "States.Base64Encode($.s)", new { s = text });
        Assert.True(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) == encoded.GetString(), round);
    });

    [Fact]
    public void Json_becomes_text_and_json_again() => Each((random, round) =>
    {
        var value = JsonSerializer.SerializeToElement(new { a = RandomArray(random), s = RandomText(random) });
        var same = Call(random, "States.StringToJson(States.JsonToString($))", value);
        Assert.True(JsonElement.DeepEquals(value, same), round);
    });

    [Fact]
    public void A_text_in_quotes_is_the_text_itself() => Each((random, round) =>
    {
        var text = RandomText(random);
        var quoted = text.Replace("\\", "\\\\").Replace("'", "\\'").Replace("{", "\\{").Replace("}", "\\}");
        var item = Call(random, $"States.ArrayGetItem(States.Array('{quoted}'), 0)", new { });
        Assert.True(text == item.GetString(), round);
        Assert.True(text == Call(random, $"States.Format('{quoted}')", new { }).GetString(), round);
        var twice = Call(random, $"States.Format('{quoted}|{{}}', $.s)", new { s = text });
        Assert.True($"{text}|{text}" == twice.GetString(), round);
    });

    [Fact]
    public void A_range_counts_in_steps() => Each((random, round) =>
    {
        var (first, last, step) = (Number(random, 400) - 200, Number(random, 400) - 200, 1 + Number(random, 9));
        var signed = Number(random, 2) == 0 ? step : -step;
        var range = Call(random, $"States.ArrayRange({first}, {last}, {signed})", new { });
        List<int> expected = [];
        for (var i = first; signed > 0 ? i <= last : i >= last; i += signed)
        {
            expected.Add(i);
        }

        Assert.True(expected.SequenceEqual(range.EnumerateArray().Select(i => i.GetInt32())), round);
    });

    [Fact]
    public void Unique_items_are_each_there_once() => Each((random, round) =>
    {
        var array = RandomArray(random);
        var unique = Call(random, "States.ArrayUnique($.a)", new { a = array }).EnumerateArray().ToArray();
        Assert.True(array.All(i => unique.Count(u => JsonElement.DeepEquals(i, u)) == 1), round);
        Assert.True(unique.All(u => array.Any(i => JsonElement.DeepEquals(i, u))), round);
    });

    [Fact]
    public void An_item_that_is_got_is_contained() => Each((random, round) =>
    {
        var array = RandomArray(random).Append(JsonSerializer.SerializeToElement(1)).ToArray();
        var index = Number(random, array.Length);
        var item = Call(random, "States.ArrayGetItem($.a, $.i)", new { a = array, i = index });
        Assert.True(JsonElement.DeepEquals(array[index], item), round);
        Assert.True(Call(random, "States.ArrayContains($.a, $.a[0])", new { a = array }).GetBoolean(), round);
        Assert.True(array.Length == Call(random, "States.ArrayLength($.a)", new { a = array }).GetInt32(), round);
    });

    [Fact]
    public void A_merge_has_all_members_and_the_second_one_wins() => Each((random, round) =>
    {
        var (first, second) = (RandomObject(random), RandomObject(random));
        var merged = Call(random, "States.JsonMerge($.a, $.b, false)", new { a = first, b = second });
        var expected = new Dictionary<string, JsonElement>(first);
        foreach (var (name, value) in second)
        {
            expected[name] = value;
        }

        Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(expected), merged), round);
    });

    [Fact]
    public void A_random_number_is_in_its_range_and_one_seed_gives_one() => Each((random, round) =>
    {
        var start = Number(random, 100) - 50;
        var end = start + 1 + Number(random, 100);
        var number = Call(random, $"States.MathRandom({start}, {end})", new { }).GetInt32();
        Assert.True(number >= start && number < end, round);
        var seeded = $"States.MathRandom({start}, {end}, {start})";
        Assert.True(Call(random, seeded, new { }).GetInt32() == Call(random, seeded, new { }).GetInt32(), round);
    });

    [Fact]
    public void Split_parts_have_no_delimiter_and_are_not_empty() => Each((random, round) =>
    {
        var text = RandomText(random);
        var parts = Call(random, "States.StringSplit($.s, '{a')".Replace("{", "\\{"), new { s = text })
            .EnumerateArray().Select(p => p.GetString()!).ToArray();
        Assert.True(parts.All(p => p.Length > 0 && p.IndexOfAny(['{', 'a']) < 0), round);
        Assert.True(text.Replace("{", "").Replace("a", "") == string.Concat(parts), round);
    });

    [Fact]
    public void Identifiers_are_version_4_and_differ() => Each((random, round) =>
    {
        var ids = Call(random, "States.Array(States.UUID(), States.UUID())", new { })
            .EnumerateArray().Select(i => Guid.ParseExact(i.GetString()!, "D")).ToArray();
        Assert.True(ids[0] != ids[1] && ids.All(i => i.Version == 4), round);
    });

    private static void Each(Action<RandomSource, string> check)
    {
        for (var round = 0; round < Rounds; round++)
        {
            check(RandomSource.Seeded(round), $"round {round}");
        }
    }

    private static JsonElement Call(RandomSource random, string call, object input)
    {
        var data = JsonSerializer.SerializeToElement(input);
        var scope = new StateScope(data, LanguageCases.Json("{}"), Variables.None, random);
        return IntrinsicParser.Parse(call).Evaluate(new Evaluation(data, scope));
    }

    private static void AssertSame(JsonElement[] expected, IEnumerable<JsonElement> actual, string round)
    {
        var items = actual.ToArray();
        Assert.True(expected.Length == items.Length, round);
        Assert.True(expected.Zip(items).All(pair => JsonElement.DeepEquals(pair.First, pair.Second)), round);
    }

    private static JsonElement[] RandomArray(RandomSource random) =>
        [.. Enumerable.Range(0, Number(random, 20)).Select(_ => RandomValue(random))];

    private static Dictionary<string, JsonElement> RandomObject(RandomSource random)
    {
        var value = new Dictionary<string, JsonElement>();
        for (var i = Number(random, 6); i > 0; i--)
        {
            value[random.NextString("abcdef", 1)] = RandomValue(random);
        }

        return value;
    }

    private static JsonElement RandomValue(RandomSource random) => JsonSerializer.SerializeToElement<object?>(
        Number(random, 6) switch
        {
            0 => null,
            1 => Number(random, 2) == 0,
            2 => RandomText(random),
            3 => new[] { Number(random, 3) },
            4 => new { a = Number(random, 3) },
            _ => Number(random, 10),
        });

    /// <summary>With all that has a meaning in quotes, and a character beyond the basic plane.</summary>
    private static string RandomText(RandomSource random) =>
        random.NextString("ab{}'\\ ,.$\"\n()é✓_", Number(random, 12)).Replace("_", "🚀");

    private static int Number(RandomSource random, int end) => (int)(random.NextDouble() * end);
}
