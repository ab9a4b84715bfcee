using System.Collections.Concurrent;
using System.Diagnostics;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Tests.Sqs;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>From PutEvents to real functions and queues.</summary>
public sealed class DeliveryTests
{
    private const string DeadArn = EventBridgeHost.QueueArn + "dead";

    [Fact]
    public async Task Invokes_a_function_with_the_event()
    {
        var received = new TaskCompletionSource<string>();
        await using var host = await LambdaHost.StartAsync(LambdaHost.Serving(e =>
        {
            received.TrySetResult(e.Payload);
            return "null";
        }));
        host.Services.Functions.Deploy(LambdaHost.Function("f"));
        await host.RouteAsync(EventBridgeHost.FunctionArn + "f");
        var id = await host.PutEventAsync("""{"a":1}""");
        var payload = await received.Task;
        Assert.StartsWith($$"""{"version":"0","id":"{{id}}",""", payload, StringComparison.Ordinal);
        Assert.EndsWith("""
            "detail":{"a":1}}
            """, payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_for_no_function_and_a_slow_one_delays_no_other_target()
    {
        var release = new TaskCompletionSource();
        await using var host = await LambdaHost.StartAsync(LambdaHost.InProcess(async (runtime, _, stop) =>
        {
            while (true)
            {
                var next = await runtime.NextAsync(stop);
                await release.Task.WaitAsync(stop);
                using var answer = await runtime.RespondAsync(next.RequestId, "null");
            }
        }));
        host.Services.Functions.Deploy(LambdaHost.Function("f"));
        var queue = await host.CreateQueueAsync("q");
        await host.RouteAsync(EventBridgeHost.FunctionArn + "f");
        await host.EventsOkAsync(
            "PutTargets",
            $$"""{"Rule":"all","Targets":[{"Id":"q","Arn":"{{EventBridgeHost.QueueArn}}q"}]}""");
        for (var i = 0; i < 20; i++)
        {
            await host.PutEventAsync();
            Assert.Single(await host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        }

        release.SetResult();
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_SqsParameters.html).
    /// </summary>
    [Theory]
    [InlineData("q", "{}")]
    [InlineData("q.fifo", """{"FifoQueue":"true","ContentBasedDeduplication":"true"}""")]
    public async Task Sends_to_a_queue_in_the_targets_message_group(string name, string attributes)
    {
        await using var host = await TestHost.StartAsync();
        var queue = await host.CreateQueueAsync(name, attributes);
        await host.RouteAsync(
            EventBridgeHost.QueueArn + name, ""","Input":"{}","SqsParameters":{"MessageGroupId":"g"}""");
        await host.PutEventAsync();
        var message = Assert.Single(await host.ReceiveAsync(
            queue, ""","WaitTimeSeconds":20,"AttributeNames":["MessageGroupId"] """));
        Assert.Equal("g", message.Text("Attributes", "MessageGroupId"));
    }

    [Fact]
    public async Task A_FIFO_queue_that_wants_deduplication_ids_gets_no_events()
    {
        await using var host = await TestHost.StartAsync();
        await host.CreateQueueAsync("q.fifo", """{"FifoQueue":"true"}""");
        var dead = await host.CreateQueueAsync("dead");
        await host.RouteAsync(
            EventBridgeHost.QueueArn + "q.fifo",
            $$""","SqsParameters":{"MessageGroupId":"g"},"DeadLetterConfig":{"Arn":"{{DeadArn}}"}""");
        await host.PutEventAsync();
        var letter = Assert.Single(await host.ReceiveAsync(
            dead, ""","WaitTimeSeconds":20,"MessageAttributeNames":["All"] """));
        Assert.Equal("SDK_CLIENT_ERROR", letter.Text("MessageAttributes", "ERROR_CODE", "StringValue"));
        Assert.StartsWith(
            "The queue should either have ContentBasedDeduplication enabled",
            letter.Text("MessageAttributes", "ERROR_MESSAGE", "StringValue"),
            StringComparison.Ordinal);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).</summary>
    [Theory]
    [InlineData(EventBridgeHost.FunctionArn + "none", "Function not found: " + EventBridgeHost.FunctionArn + "none")]
    [InlineData(EventBridgeHost.QueueArn + "none", "The specified queue does not exist.")]
    public async Task Sends_an_event_for_what_does_not_exist_to_the_dead_letter_queue_at_once(
        string targetArn, string message)
    {
        await using var host = await TestHost.StartAsync();
        var dead = await host.CreateQueueAsync("dead");
        await host.RouteAsync(
            targetArn, $$""","Input":"{}","DeadLetterConfig":{"Arn":"{{DeadArn}}"}""");
        var id = await host.PutEventAsync();
        var letter = Assert.Single(await host.ReceiveAsync(
            dead, ""","WaitTimeSeconds":20,"MessageAttributeNames":["All"] """));
        Assert.Contains(id, letter.Text("Body"), StringComparison.Ordinal);
        Assert.Equal(
            [
                ("ERROR_CODE", "NO_RESOURCE"), ("ERROR_MESSAGE", message), ("RETRY_ATTEMPTS", "0"),
                ("RULE_ARN", EventBridgeHost.Arn + "rule/all"), ("TARGET_ARN", targetArn),
            ],
            letter.GetProperty("MessageAttributes").EnumerateObject()
                .Select(a => (a.Name, a.Value.Text("StringValue"))).Order());
    }

    [Fact]
    public async Task Keeps_the_trace_of_the_event()
    {
        var traceId = ActivityTraceId.CreateRandom();
        var spans = new ConcurrentQueue<Activity>();
        var header = new TaskCompletionSource<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EdgeTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await LambdaHost.StartAsync(LambdaHost.Serving(e =>
        {
            header.TrySetResult(e.Headers["Lambda-Runtime-Trace-Id"]);
            return "null";
        }));
        host.Services.Functions.Deploy(LambdaHost.Function("traced"));
        await host.RouteAsync(EventBridgeHost.FunctionArn + "traced");
        var id = await host.PutEventAsync(
            """{"metadata":{"traceparent":"00-""" + traceId + """-00f067aa0ba902b7-01"}}""");
        var root = (await header.Task)["Root=1-".Length..].Split(';')[0].Replace("-", "", StringComparison.Ordinal);
        Assert.Equal(traceId.ToHexString(), root);
        var deliver = spans.Single(s => s.TraceId == traceId && s.OperationName == "deliver all");
        Assert.Equal("00f067aa0ba902b7", deliver.ParentSpanId.ToHexString());
        var publish = spans.Single(
            s => s.OperationName == "publish default" && (string?)s.GetTagItem("messaging.message.id") == id);
        Assert.Equal(ActivityKind.Producer, publish.Kind);
        Assert.Equal(publish.SpanId, Assert.Single(deliver.Links).Context.SpanId);
    }
}
