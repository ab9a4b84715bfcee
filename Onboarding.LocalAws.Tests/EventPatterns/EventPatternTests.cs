using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;

namespace Onboarding.LocalAws.Tests.EventPatterns;

/// <summary>
/// Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html); the cases
/// are in patterns.json and invalid-patterns.json.
/// </summary>
public sealed class EventPatternTests
{
    public static TheoryData<string, string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, string, bool>();
        foreach (var one in Read("patterns.json"))
        {
            cases.Add(
                one.GetProperty("name").GetString()!,
                one.GetProperty("pattern").GetRawText(),
                one.GetProperty("event").GetRawText(),
                one.GetProperty("matches").GetBoolean());
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
        using var document = JsonDocument.Parse(@event);
        Assert.True(matches == EventPattern.Parse(pattern).Matches(document.RootElement), name);
    }

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public void Refuses_what_is_not_a_pattern(string pattern, string reason)
    {
        var refusal = Assert.Throws<EventPatternException>(() => EventPattern.Parse(pattern));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compares_exact_numbers_as_they_are_written()
    {
        using var document = JsonDocument.Parse("""{"f":300.0}""");
        Assert.False(EventPattern.Parse("""{"f":[300]}""").Matches(document.RootElement));
        Assert.True(EventPattern.Parse("""{"f":[{"numeric":["=",3e2]}]}""").Matches(document.RootElement));
    }

    /// <summary>Local: the compiled matcher against one without a thought of speed.</summary>
    [Fact]
    public void Matches_what_a_naive_matcher_matches()
    {
        var matched = 0;
        for (var seed = 1; seed <= 20_000; seed++)
        {
            var (pattern, @event) = NaivePattern.Any(new Random(seed));
            using var document = JsonDocument.Parse(@event.ToJsonString());
            var expected = NaivePattern.Matches(pattern, @event);
            Assert.True(
                expected == EventPattern.Parse(pattern.ToJsonString()).Matches(document.RootElement),
                $"seed {seed}: {pattern.ToJsonString()} on {@event.ToJsonString()} is {expected}");
            matched += expected ? 1 : 0;
        }

        // Neither of the two answers is rare.
        Assert.InRange(matched, 2_000, 18_000);
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
            using var document = JsonDocument.Parse($$"""{"source":"{{source}}","detail-type":"{{type}}"}""");
            bool IsMatch(EventRule rule) => rule.IsEnabled && rule.Pattern!.Compiled.Matches(document.RootElement);
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

    private static JsonElement[] Read(string file)
    {
        using var stream = typeof(EventPatternTests).Assembly.GetManifestResourceStream(
            $"Onboarding.LocalAws.Tests.EventPatterns.{file}")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }
}
