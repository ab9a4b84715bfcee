using System.Text.Json;
using System.Text.RegularExpressions;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;

namespace Onboarding.LocalAws.Tests.EventPatterns;

/// <summary>
/// The cases are in Cases and invalid-patterns.json, each with its source: a page of AWS, a record of what AWS
/// answered, or what it is derived from.
/// </summary>
public sealed partial class EventPatternTests
{
    private const string Resources = "Onboarding.LocalAws.Tests.EventPatterns.";

    public static TheoryData<string, string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, string, bool>();
        foreach (var one in Files().SelectMany(Read))
        {
            foreach (var (member, matches) in new[] { ("matches", true), ("misses", false) })
            {
                foreach (var @event in one.GetProperty(member).EnumerateArray())
                {
                    cases.Add(
                        one.GetProperty("name").GetString()!,
                        one.GetProperty("pattern").GetRawText(),
                        @event.GetRawText(),
                        matches);
                }
            }
        }

        return cases;
    }

    public static TheoryData<string, string> InvalidCases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var one in Read("invalid-patterns.json"))
        {
            cases.Add(one.GetProperty("pattern").GetString()!, one.GetProperty("reason").GetString()!);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Matches_as_EventBridge_does(string name, string pattern, string @event, bool matches)
    {
        Assert.True(matches == Matches(EventPattern.Parse(pattern), @event), name);
    }

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public void Refuses_what_is_not_a_pattern(string pattern, string reason)
    {
        var refusal = Assert.Throws<EventPatternException>(() => EventPattern.Parse(pattern));
        Assert.Equal(reason, refusal.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("this is no JSON")]
    [InlineData("{'bad': 'quotation'}")]
    public void Refuses_what_is_not_JSON(string pattern)
    {
        var refusal = Assert.Throws<EventPatternException>(() => EventPattern.Parse(pattern));
        Assert.StartsWith("Filter is not valid JSON: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_case_has_a_source()
    {
        Assert.All(
            Files().SelectMany(Read).Concat(Read("invalid-patterns.json")),
            one => Assert.Matches(Source(), one.GetProperty("source").GetString()!));
    }

    [Fact]
    public void Refuses_choices_that_multiply_without_end()
    {
        string Choices(int count) => "{" + string.Join(
            ',', Enumerable.Range(0, count).Select(i => $$""" "f{{i}}":{"$or":[{"a":[1]},{"b":[1]}]}""")) + "}";
        Assert.False(Matches(EventPattern.Parse(Choices(9)), "{}"));
        var refusal = Assert.Throws<EventPatternException>(() => EventPattern.Parse(Choices(20)));
        Assert.Equal("$or yields more than 1000 combinations", refusal.Message);
    }

    /// <summary>Local: what fails for the one array is not tried again for each element of the other.</summary>
    [Fact]
    public void Long_arrays_that_have_nothing_to_do_with_each_other_are_not_multiplied()
    {
        var elements = string.Join(',', Enumerable.Repeat("""{"x":1,"y":2}""", 3_000));
        Assert.False(Matches(
            EventPattern.Parse("""{"a":{"x":[1],"y":[2]},"b":{"x":[1],"y":[2]},"c":{"x":[1],"y":[3]}}"""),
            $$"""{"a":[{{elements}}],"b":[{{elements}}],"c":[{{elements}}]}"""));
    }

    /// <summary>Local: the compiled matcher against one without a thought of speed.</summary>
    [Fact]
    public void Matches_what_a_naive_matcher_matches()
    {
        var matched = 0;
        for (var seed = 1; seed <= 20_000; seed++)
        {
            var (pattern, @event) = AnyPattern.Next(new Random(seed));
            var expected = NaivePattern.Matches(pattern, @event);
            Assert.True(
                expected == Matches(EventPattern.Parse(pattern.ToJsonString()), @event.ToJsonString()),
                $"seed {seed}: {pattern.ToJsonString()} on {@event.ToJsonString()} is {expected}");
            matched += expected ? 1 : 0;
        }

        // Neither of the two answers is rare.
        Assert.InRange(matched, 1_500, 18_500);
    }

    /// <summary>Local: the index leaves out no rule that an event matches.</summary>
    [Fact]
    public void An_index_finds_each_rule_that_matches()
    {
        var random = new Random(7);
        var rules = Enumerable.Range(0, 300).Select(i => AnyRule(random, i)).ToList();
        var index = new RuleIndex(rules);
        for (var i = 0; i < 100; i++)
        {
            var (source, type) = ($"s{i % 10}", $"t{i / 10}");
            var @event = $$"""{"source":"{{source}}","detail-type":"{{type}}"}""";
            bool IsMatch(EventRule rule) => rule.IsEnabled && Matches(rule.Pattern!.Compiled, @event);
            var candidates = index.Candidates(source, type).ToList();
            Assert.Equal(candidates.Count, candidates.Distinct().Count());
            Assert.Equal(
                rules.Where(IsMatch).Select(r => r.Name).Order(),
                candidates.Where(IsMatch).Select(r => r.Name).Order());
        }
    }

    private static EventRule AnyRule(Random random, int number)
    {
        string Any(string prefix, int count) => string.Join(
            ',', Enumerable.Range(0, count).Select(_ => $"\"{prefix}{random.Next(10)}\""));
        var pattern = random.Next(6) switch
        {
            0 => $$"""{"source":[{{Any("s", 2)}}]}""",
            1 => $$"""{"detail-type":[{{Any("t", 2)}}]}""",
            2 => $$"""{"source":[{"prefix":"s{{random.Next(10)}}"}],"detail-type":[{{Any("t", 1)}}]}""",
            3 => $$"""{"source":[{{Any("s", 9)}}],"detail-type":[{{Any("t", 9)}}]}""",
            4 => $$"""{"$or":[{"source":[{{Any("s", 1)}}]},{"detail-type":[{{Any("t", 1)}}]}]}""",
            _ => $$"""{"source":[{{Any("s", 1)}}],"detail-type":[{{Any("t", 3)}}]}""",
        };
        return new EventRule
        {
            Bus = "default",
            Name = $"r{number}",
            Arn = $"r{number}",
            IsEnabled = random.Next(5) > 0,
            Pattern = RulePattern.Parse(pattern),
        };
    }

    private static bool Matches(EventPattern pattern, string @event)
    {
        using var document = JsonDocument.Parse(@event);
        return pattern.Matches(new EventFields(document.RootElement));
    }

    private static IEnumerable<string> Files() => typeof(EventPatternTests).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Resources + "Cases.", StringComparison.Ordinal))
        .Select(name => name[Resources.Length..]);

    private static JsonElement[] Read(string file)
    {
        using var stream = typeof(EventPatternTests).Assembly.GetManifestResourceStream(Resources + file)!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }

    [GeneratedRegex(
        "^(derived from )?https://(docs.aws.amazon.com/(eventbridge|lambda)/|github.com/aws/event-ruler)"
        + "|^recorded: localstack, ")]
    private static partial Regex Source();
}
