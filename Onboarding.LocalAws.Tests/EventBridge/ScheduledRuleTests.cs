using System.Text;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Scheduling;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>
/// Rules with a schedule, on a clock of their own.
/// Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html), and Local where
/// a clock is turned or stops.
/// </summary>
public sealed class ScheduledRuleTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new();
    private readonly ManualTime _system = new();

    [Fact]
    public async Task Sends_the_scheduled_event_to_its_targets_on_the_minute()
    {
        _time.Advance(TimeSpan.FromSeconds(20));
        await using var routing = Routing("cron(2/5 * * * ? *)");
        routing.Schedules.Begin();
        var delivery = (await _time.PassUntilAsync(routing.Targets.NextAsync()))[0];
        Assert.Equal(
            """
            {"version":"0","id":"ID","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
            "time":"2026-11-20T12:02:00Z","region":"us-east-1","resources":["arn:r"],"detail":{}}
            """.ReplaceLineEndings("").Replace("ID", delivery.EventId, StringComparison.Ordinal),
            Encoding.UTF8.GetString(delivery.Payload.Span));
    }

    [Fact]
    public async Task A_clock_that_is_turned_brings_each_occurrence()
    {
        await using var routing = Routing("rate(10 minutes)");
        routing.Schedules.Begin();
        await TurnAsync(TimeSpan.FromHours(1));
        Assert.Equal(
            ["12:10", "12:20", "12:30", "12:40", "12:50", "13:00"], Times(await routing.Targets.NextAsync(6)));
        Assert.Empty(routing.Targets.Take());
    }

    [Fact]
    public async Task A_clock_that_is_turned_by_years_brings_a_thousand_occurrences()
    {
        await using var routing = Routing("rate(1 minute)");
        routing.Schedules.Begin();
        await TurnAsync(TimeSpan.FromDays(400));
        Assert.Equal(ScheduledRules.AtOnceMax, (await routing.Targets.NextAsync(ScheduledRules.AtOnceMax)).Count);
        await TurnAsync(Minute);
        Assert.Single(await routing.Targets.NextAsync());
    }

    [Fact]
    public async Task What_falls_into_a_stop_is_not_made_up_for()
    {
        await using var routing = Routing("cron(0 * * * ? *)");
        routing.Schedules.Begin();
        await _time.WhenTimerAsync(TimeSpan.FromSeconds(30));
        Stop(TimeSpan.FromHours(5) + TimeSpan.FromMinutes(30));
        Assert.Equal("18:00", Times(await _time.PassUntilAsync(routing.Targets.NextAsync()))[0]);
    }

    [Fact]
    public async Task A_stall_of_seconds_loses_no_occurrence()
    {
        await using var routing = Routing("cron(0 * * * ? *)");
        routing.Schedules.Begin();
        _time.Advance(TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(40));
        routing.Running.Look();
        Stop(TimeSpan.FromSeconds(50));
        Assert.Equal("13:00", Times(await _time.PassUntilAsync(routing.Targets.NextAsync()))[0]);
    }

    [Theory]
    [InlineData("DISABLED", 0)]
    [InlineData("ENABLED", 1)]
    public async Task Runs_on_the_default_bus_of_a_host_while_it_is_enabled(string state, int count)
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        var queue = await host.CreateQueueAsync("q");
        await host.EventsOkAsync(
            "PutRule", $$"""{"Name":"r","ScheduleExpression":"rate(1 minute)","State":"{{state}}"}""");
        await host.EventsOkAsync(
            "PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"t","Arn":"{{EventBridgeHost.QueueArn}}q"}]}""");
        var rule = await host.EventsOkAsync("DescribeRule", """{"Name":"r"}""");
        Assert.Equal("rate(1 minute)", rule.GetProperty("ScheduleExpression").GetString());
        Assert.False(rule.TryGetProperty("EventPattern", out _));
        if (count > 0)
        {
            await _time.WhenTimerAsync(TimeSpan.FromSeconds(30));
        }

        _time.Advance(Minute);
        var messages = await host.ReceiveAsync(queue, count > 0 ? ""","WaitTimeSeconds":20 """ : "");
        Assert.Equal(count, messages.Length);
    }

    [Fact]
    public async Task A_pattern_beside_a_schedule_matches_events_too()
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        var queue = await host.CreateQueueAsync("q");
        await host.EventsOkAsync(
            "PutRule",
            """{"Name":"all","ScheduleExpression":"rate(1 day)","EventPattern":"{\"source\":[\"shop\"]}"}""");
        await host.EventsOkAsync(
            "PutTargets", $$"""{"Rule":"all","Targets":[{"Id":"t","Arn":"{{EventBridgeHost.QueueArn}}q"}]}""");
        var id = await host.PutEventAsync();
        var message = Assert.Single(await host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        Assert.Contains(id, message.Text("Body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_goes_on_in_the_next_host_from_where_it_began()
    {
        using var folder = new DataFolder();
        LocalAwsOptions Options() => new() { DataFolder = new DirectoryInfo(folder.Path), Time = _time };
        await using (var host = await TestHost.StartAsync(Options()))
        {
            await host.CreateQueueAsync("q");
            await host.EventsOkAsync("PutRule", """{"Name":"r","ScheduleExpression":"rate(1 hour)"}""");
            await host.EventsOkAsync(
                "PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"t","Arn":"{{EventBridgeHost.QueueArn}}q"}]}""");
        }

        // Down at 13:00, up again at 13:45, when a template puts the rule again.
        _time.Stop(TimeSpan.FromMinutes(105));
        await using var next = await TestHost.StartAsync(Options());
        await next.EventsOkAsync("PutRule", """{"Name":"r","ScheduleExpression":"rate(1 hour)"}""");
        await _time.WhenTimerAsync(TimeSpan.FromSeconds(30));
        var queue = $"{next.Url}/123456789012/q";
        Assert.Empty(await next.ReceiveAsync(queue));
        _time.Advance(TimeSpan.FromMinutes(15));
        var message = Assert.Single(await next.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        Assert.Contains("\"time\":\"2026-11-20T14:00:00Z\"", message.Text("Body"), StringComparison.Ordinal);
    }

    private async Task TurnAsync(TimeSpan by)
    {
        await _time.WhenTimerAsync(TimeSpan.FromSeconds(30));
        _time.Advance(by);
    }

    private static string[] Times(IEnumerable<TargetDelivery> deliveries) =>
    [
        .. deliveries.Select(d => Encoding.UTF8.GetString(d.Event.Span))
            .Select(e => e[(e.IndexOf("\"time\":\"", StringComparison.Ordinal) + 19)..][..5]),
    ];

    /// <summary>Time in which nothing runs, as both clocks show it.</summary>
    private void Stop(TimeSpan by)
    {
        _system.Stop(by);
        _time.Stop(by);
    }

    private EventRouting Routing(string expression)
    {
        var routing = new EventRouting(_time, system: _system);
        Assert.True(RuleSchedule.TryParse(expression, _time.GetUtcNow(), out var schedule));
        Assert.Equal(StoreOutcome.Done, routing.Store.PutRule(
            new EventRule { Bus = "default", Name = "r", Arn = "arn:r", Schedule = schedule }));
        var target = new EventTarget { Id = "t", Arn = EventBridgeHost.QueueArn + "q" };
        Assert.Equal(StoreOutcome.Done, routing.Store.ChangeRule("default", "r", rule => rule.WithTargets([target])));
        return routing;
    }
}
