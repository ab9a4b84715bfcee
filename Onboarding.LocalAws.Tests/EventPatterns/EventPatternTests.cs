using System.Text.Json;
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

    private static JsonElement[] Read(string file)
    {
        using var stream = typeof(EventPatternTests).Assembly.GetManifestResourceStream(
            $"Onboarding.LocalAws.Tests.EventPatterns.{file}")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }
}
