using System.Text.Json;
using Onboarding.LocalAws.Schedules;

namespace Onboarding.LocalAws.Tests.Schedules;

/// <summary>
/// Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html); the cases and
/// their sources are in schedules.json and invalid-schedules.json, the moments there from a program of another kind.
/// </summary>
public sealed class ScheduleTests
{
    /// <summary>Half a day before a year of five Thursdays in February.</summary>
    private static readonly DateTime Start = new(2027, 12, 31, 12, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, string, string[], string?> Cases()
    {
        var cases = new TheoryData<string, string, string[], string?>();
        foreach (var one in Read("schedules.json"))
        {
            cases.Add(
                one.GetProperty("expression").GetString()!,
                one.GetProperty("after").GetString()!,
                [.. one.GetProperty("next").EnumerateArray().Select(next => next.GetString()!)],
                one.TryGetProperty("since", out var since) ? since.GetString() : null);
        }

        return cases;
    }

    public static TheoryData<string> InvalidCases() =>
        [.. Read("invalid-schedules.json").Select(one => one.GetProperty("expression").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_due_when_EventBridge_says(string expression, string after, string[] next, string? since)
    {
        var schedule = Schedule.TryParse(expression)!;
        DateTimeOffset? moment = Moment(after);
        foreach (var expected in next)
        {
            moment = schedule.Next(Moment(since ?? after), moment!.Value);
            Assert.Equal(Moment(expected), moment);
        }

        if (next.Length == 0)
        {
            // The other program looks no further than 45 years.
            Assert.True(schedule.Next(moment!.Value, moment.Value) is null, expression);
        }
    }

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public void Refuses_what_EventBridge_refuses(string expression) => Assert.Null(Schedule.TryParse(expression));

    [Fact]
    public void A_rate_that_no_calendar_holds_ends()
    {
        var schedule = Schedule.TryParse("rate(3650000 days)")!;
        Assert.Null(schedule.Next(Moment("2026-11-20T12:00:00Z"), Moment("2026-11-20T12:00:00Z")));
        Assert.Null(Schedule.TryParse("rate(2147483647 days)"));
    }

    /// <summary>Local: a matcher that knows nothing of jumps over days is asked for each minute.</summary>
    [Fact]
    public void Is_due_at_each_minute_that_a_naive_matcher_finds()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var cron = NaiveCron.Any(random);
            var schedule = Schedule.TryParse(cron.Expression);
            Assert.True(schedule is not null, $"seed {seed}: {cron.Expression}");
            var at = Start.AddMinutes(random.Next(500_000));
            var end = at.AddDays(20);
            var next = schedule.Next(at, at);
            for (var minute = at.AddMinutes(1); minute < end; minute = minute.AddMinutes(1))
            {
                if (!cron.Matches(minute))
                {
                    continue;
                }

                Assert.True(next == minute, $"seed {seed}: {cron.Expression} is due at {minute:u}, not at {next:u}");
                next = schedule.Next(at, minute);
            }

            Assert.True(next is null || next >= end, $"seed {seed}: {cron.Expression} is not due at {next:u}");
        }
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonElement[] Read(string file)
    {
        using var stream = typeof(ScheduleTests).Assembly.GetManifestResourceStream(
            $"Onboarding.LocalAws.Tests.Schedules.{file}")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }
}
