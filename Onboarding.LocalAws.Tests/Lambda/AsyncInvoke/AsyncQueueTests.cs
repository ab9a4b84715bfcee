using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Lambda.AsyncInvoke;

/// <summary>The events that wait for an asynchronous invocation, across restarts of the host.</summary>
public sealed class AsyncQueueTests
{
    private const string QueueArn = "arn:aws:sqs:us-east-1:123456789012:results";

    [Fact]
    public async Task An_accepted_event_survives_a_crash_and_is_delivered_by_the_next_process()
    {
        using var folder = new DataFolder();
        var (received, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await StartAsync(folder, LambdaHost.InProcess(async (runtime, _, stop) =>
        {
            var next = await runtime.NextAsync(stop);
            received.SetResult();
            await release.Task.WaitAsync(stop);
            using var answer = await runtime.RespondAsync(next.RequestId, "null");
        }));
        await host.CreateQueueAsync("results");
        Deploy(host);
        using var accepted = await host.InvokeAsync(
            "f",
            """{"a":1}""",
            "X-Amz-Invocation-Type: Event",
            $"X-Amz-Client-Context: {Convert.ToBase64String("""{"app":"x"}"""u8)}");
        await received.Task;

        using var crashed = folder.Copy();
        release.SetResult();
        var again = new TaskCompletionSource<Runtime.Event>();
        await using var restarted = await StartAsync(crashed, LambdaHost.Serving(e =>
        {
            again.TrySetResult(e);
            return "null";
        }));
        Deploy(restarted);
        restarted.Services.All.Resume();

        var delivered = await again.Task;
        Assert.Equal("""{"a":1}""", delivered.Payload);
        Assert.Equal(accepted.Headers.GetValues("x-amzn-RequestId").Single(), delivered.RequestId);
        Assert.Equal("""{"app":"x"}""", delivered.Headers["Lambda-Runtime-Client-Context"]);
        var record = await RecordAsync(restarted);
        Assert.Equal(1, record.GetProperty("requestContext").GetProperty("approximateInvokeCount").GetInt32());
    }

    [Fact]
    public async Task An_event_of_a_rule_survives_once_PutEvents_has_answered()
    {
        using var folder = new DataFolder();
        var release = new TaskCompletionSource();
        await using var host = await StartAsync(folder, LambdaHost.InProcess(async (runtime, _, stop) =>
        {
            var next = await runtime.NextAsync(stop);
            await release.Task.WaitAsync(stop);
            using var answer = await runtime.RespondAsync(next.RequestId, "null");
        }));
        Deploy(host);
        await host.RouteAsync(EventBridgeHost.FunctionArn + "f");
        var id = await host.PutEventAsync("""{"a":1}""");

        using var crashed = folder.Copy();
        release.SetResult();
        var delivered = new TaskCompletionSource<string>();
        await using var restarted = await StartAsync(crashed, LambdaHost.Serving(e =>
        {
            delivered.TrySetResult(e.Payload);
            return "null";
        }));
        Deploy(restarted);
        restarted.Services.All.Resume();
        Assert.Contains(id, await delivered.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_has_ended_is_not_delivered_again()
    {
        using var folder = new DataFolder();
        await using (var host = await StartAsync(folder, LambdaHost.Serving(_ => "null")))
        {
            await host.CreateQueueAsync("results");
            Deploy(host);
            using var accepted = await host.InvokeAsync("f", "1", "X-Amz-Invocation-Type: Event");
            await RecordAsync(host);
        }

        var events = new List<string>();
        await using var restarted = await StartAsync(folder, LambdaHost.Serving(e =>
        {
            events.Add(e.Payload);
            return "null";
        }));
        Deploy(restarted);
        restarted.Services.All.Resume();
        using var another = await restarted.InvokeAsync("f", "2", "X-Amz-Invocation-Type: Event");
        await RecordAsync(restarted);
        Assert.Equal(["2"], events);
    }

    [Fact]
    public void Every_change_comes_back_from_the_journal()
    {
        var accepted = new AsyncEvent
        {
            RequestId = "r1",
            FunctionName = "f",
            Payload = "1"u8.ToArray(),
            Caller = new CallerContext(null, """{"cognitoIdentityId":"i"}"""),
            AcceptedAt = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
            Parent = new ActivityContext(
                ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded),
        };
        var events = new AsyncEvents(MemoryChangeLog<AsyncChange>.Instance);
        Apply(events, new AsyncChange.Accepted(accepted));
        Apply(events, new AsyncChange.Failed("r1"));
        var restored = Assert.Single(events.All);
        Assert.Equal("1", System.Text.Encoding.UTF8.GetString(restored.Payload.Span));
        Assert.Equal(
            accepted with { Failures = 1, Payload = default, Parent = default },
            restored with { Payload = default, Parent = default });
        Assert.Equal(
            (accepted.Parent.TraceId, accepted.Parent.SpanId, accepted.Parent.TraceFlags),
            (restored.Parent.TraceId, restored.Parent.SpanId, restored.Parent.TraceFlags));
        Apply(events, new AsyncChange.Ended("r1"));
        Assert.Empty(events.All);
        Apply(events, new AsyncChange.Accepted(accepted with { Parent = default }));
        Assert.Equal(default, Assert.Single(events.All).Parent);
        Apply(events, new AsyncChange.Cleared());
        Assert.Empty(events.All);
    }

    private static void Apply(AsyncEvents events, AsyncChange change)
    {
        var codec = new AsyncChangeCodec();
        var writer = new RecordWriter();
        codec.Write(writer, change);
        var reader = new RecordReader(writer.Written.Span);
        events.Apply(codec.Read(ref reader));
        Assert.True(reader.IsEnd);
    }

    private static Task<TestHost> StartAsync(DataFolder folder, FunctionHosting functions) =>
        TestHost.StartAsync(new LocalAwsOptions
        {
            DataFolder = new DirectoryInfo(folder.Path),
            Functions = functions,
        });

    private static void Deploy(TestHost host) => host.Services.Functions.Deploy(LambdaHost.Function("f") with
    {
        AsyncInvoke = new AsyncInvokeSettings { OnSuccess = QueueArn },
        Timeout = TimeSpan.FromSeconds(30),
    });

    private static async Task<JsonElement> RecordAsync(TestHost host)
    {
        var messages = await host.ReceiveAsync($"{host.Url}/123456789012/results", ""","WaitTimeSeconds":20 """);
        var message = Assert.Single(messages);
        using var document = JsonDocument.Parse(message.GetProperty("Body").GetString()!);
        return document.RootElement.Clone();
    }
}
