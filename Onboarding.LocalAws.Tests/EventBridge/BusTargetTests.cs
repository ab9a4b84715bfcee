using System.Collections.Concurrent;
using System.Diagnostics;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>
/// A bus as a target of a rule on another.
/// Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html).
/// </summary>
public sealed class BusTargetTests : IAsyncLifetime
{
    private const string Pattern = """{\"source\":[\"shop\"]}""";

    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Gets_the_event_as_it_is()
    {
        var direct = await _host.CreateQueueAsync("direct");
        var queue = await _host.CreateQueueAsync("q");
        await ChainAsync("second", "q");
        await RouteAsync("default", "direct", EventBridgeHost.QueueArn + "direct");
        await RouteAsync("default", "on", EventBridgeHost.Arn + "event-bus/second");
        var id = await _host.PutEventAsync("""{"a":1}""", ""","Resources":["arn:one"] """);
        var forwarded = Assert.Single(await _host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """)).Text("Body");
        Assert.Equal(Assert.Single(await _host.ReceiveAsync(direct)).Text("Body"), forwarded);
        Assert.Contains(id, forwarded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_no_event_to_a_third_bus()
    {
        var dead = await _host.CreateQueueAsync("dead");
        var queue = await _host.CreateQueueAsync("q");
        await ChainAsync("third", "q");
        await ChainAsync("second", "q2");
        await RouteAsync("second", "on", EventBridgeHost.Arn + "event-bus/third", $$"""
            ,"DeadLetterConfig":{"Arn":"{{EventBridgeHost.QueueArn}}dead"}
            """);
        await RouteAsync("default", "on", EventBridgeHost.Arn + "event-bus/second");
        var id = await _host.PutEventAsync();
        var letter = Assert.Single(await _host.ReceiveAsync(
            dead, ""","WaitTimeSeconds":20,"MessageAttributeNames":["All"] """));
        Assert.Contains(id, letter.Text("Body"), StringComparison.Ordinal);
        Assert.Equal("THIRD_ACCOUNT_HOP_DETECTED", letter.Text("MessageAttributes", "ERROR_CODE", "StringValue"));
        Assert.Empty(await _host.ReceiveAsync(queue));
    }

    [Fact]
    public async Task Gets_an_event_from_two_rules_twice()
    {
        var queue = await _host.CreateQueueAsync("q");
        await ChainAsync("second", "q");
        await RouteAsync("default", "one", EventBridgeHost.Arn + "event-bus/second");
        await RouteAsync("default", "two", EventBridgeHost.Arn + "event-bus/second");
        var id = await _host.PutEventAsync();
        List<string> bodies = [];
        while (bodies.Count < 2)
        {
            bodies.AddRange((await _host.ReceiveAsync(queue, ""","WaitTimeSeconds":20,"MaxNumberOfMessages":10 """))
                .Select(message => message.Text("Body")));
        }

        Assert.Equal(2, bodies.Count);
        Assert.All(bodies, body => Assert.Contains(id, body, StringComparison.Ordinal));
    }

    /// <summary>Local: the text is inferred.</summary>
    [Fact]
    public async Task That_does_not_exist_makes_a_dead_letter()
    {
        var dead = await _host.CreateQueueAsync("dead");
        await RouteAsync("default", "on", EventBridgeHost.Arn + "event-bus/none", $$"""
            ,"DeadLetterConfig":{"Arn":"{{EventBridgeHost.QueueArn}}dead"}
            """);
        await _host.PutEventAsync();
        var letter = Assert.Single(await _host.ReceiveAsync(
            dead, ""","WaitTimeSeconds":20,"MessageAttributeNames":["All"] """));
        Assert.Equal("NO_RESOURCE", letter.Text("MessageAttributes", "ERROR_CODE", "StringValue"));
    }

    /// <summary>Local.</summary>
    [Fact]
    public async Task Stays_in_the_trace_of_the_event()
    {
        var traceId = ActivityTraceId.CreateRandom();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EdgeTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var queue = await _host.CreateQueueAsync("q");
        await ChainAsync("second", "q");
        await RouteAsync("default", "on", EventBridgeHost.Arn + "event-bus/second");
        await _host.PutEventAsync(
            """{"metadata":{"traceparent":"00-""" + traceId + """-00f067aa0ba902b7-01"}}""");
        Assert.Single(await _host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        var first = spans.Single(s => s.TraceId == traceId && s.OperationName == "deliver on");
        var second = spans.Single(s => s.TraceId == traceId && s.OperationName == "deliver to-q");
        Assert.Equal(first.SpanId, second.ParentSpanId);
        Assert.Empty(second.Links);
    }

    /// <summary>A bus whose rule sends everything to a queue.</summary>
    private async Task ChainAsync(string bus, string queue)
    {
        await _host.EventsOkAsync("CreateEventBus", $$"""{"Name":"{{bus}}"}""");
        await RouteAsync(bus, $"to-{queue}", EventBridgeHost.QueueArn + queue);
    }

    private async Task RouteAsync(string bus, string rule, string targetArn, string more = "")
    {
        await _host.EventsOkAsync(
            "PutRule", $$"""{"Name":"{{rule}}","EventBusName":"{{bus}}","EventPattern":"{{Pattern}}"}""");
        await _host.EventsOkAsync("PutTargets", $$"""
            {"Rule":"{{rule}}","EventBusName":"{{bus}}","Targets":[{"Id":"t","Arn":"{{targetArn}}"{{more}}}]}
            """);
    }
}
