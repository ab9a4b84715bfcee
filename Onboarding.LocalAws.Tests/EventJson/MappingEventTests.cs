using System.Text.Json;
using System.Threading.Channels;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Tests.Lambda.EventSources;

namespace Onboarding.LocalAws.Tests.EventJson;

/// <summary>What event sources and destinations send, beside AWS's documented samples.</summary>
public sealed class MappingEventTests
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task A_stream_sends_the_documented_event()
    {
        await using var host = await StreamHost.StartAsync(Answering("null"));
        await host.MapAsync();
        await host.PutAsync("u1");
        await host.PutAsync("u1", "changed");
        await host.DeleteAsync("u1");
        for (var records = 0; records < 3;)
        {
            var sent = await _events.Reader.ReadAsync();
            DocumentedEvent.Named("DynamoDbStream").Matches(sent);
            using var document = JsonDocument.Parse(sent);
            records += document.RootElement.GetProperty("Records").GetArrayLength();
        }
    }

    [Fact]
    public async Task A_stream_with_a_window_sends_the_documented_event()
    {
        await using var host = await StreamHost.StartAsync(Answering("""{"state":{"1":"state1"} }"""));
        await host.MapAsync(m => m with { TumblingWindow = TimeSpan.FromSeconds(1) });
        await host.PutAsync("u1");
        DocumentedEvent.Named("DynamoDbStreamWindow").Matches(await _events.Reader.ReadAsync());
        DocumentedEvent.Named("DynamoDbStreamWindow").Matches(await _events.Reader.ReadAsync());
    }

    [Fact]
    public async Task A_stream_reports_discarded_records_in_the_documented_document()
    {
        await using var host = await StreamHost.StartAsync(Failing());
        await host.MapAsync(m => m with { RetryAttemptsMax = 0 });
        await host.PutAsync("u1");
        DocumentedEvent.Named("DynamoDbStreamFailure").Matches((await host.ReceiveAsync()).GetRawText());
    }

    [Fact]
    public async Task A_queue_sends_the_documented_event()
    {
        await using var host = await QueueHost.StartAsync(Answering("null"));
        await host.MapAsync();
        await host.SendAsync(
            "Test message.", ""","MessageAttributes":{"myAttribute":{"DataType":"String","StringValue":"myValue"}}""");
        DocumentedEvent.Named("Sqs").Matches(await _events.Reader.ReadAsync());
    }

    [Fact]
    public async Task An_asynchronous_invocation_reports_its_failure_in_the_documented_record()
    {
        var time = new ManualTime();
        await using var host = await StreamHost.StartAsync(Failing(), time);
        host.Host.Services.Functions.Deploy(LambdaHost.Function("f") with
        {
            AsyncInvoke = new AsyncInvokeSettings { OnFailure = StreamHost.QueueArn, RetryAttemptsMax = 0 },
        });
        using var accepted = await host.Host.InvokeAsync(
            "f", """{"ORDER_IDS":["9e07af03"]}""", "X-Amz-Invocation-Type: Event");
        DocumentedEvent.Named("AsyncFailure").Matches((await host.ReceiveAsync()).GetRawText());
    }

    [Fact]
    public async Task An_asynchronous_invocation_puts_the_documented_record_on_an_event_bus()
    {
        const string bus = "arn:aws:events:us-east-1:123456789012:event-bus/default";
        await using var host = await StreamHost.StartAsync(Failing(), new ManualTime());
        host.Host.Services.Functions.Deploy(LambdaHost.Function("f") with
        {
            AsyncInvoke = new AsyncInvokeSettings { OnFailure = bus, RetryAttemptsMax = 0 },
        });
        await host.Host.EventsOkAsync("PutRule", """{"Name":"all","EventPattern":"{\"source\":[\"lambda\"]}"}""");
        await host.Host.EventsOkAsync(
            "PutTargets", $$"""{"Rule":"all","Targets":[{"Id":"t","Arn":"{{StreamHost.QueueArn}}"}]}""");
        using var accepted = await host.Host.InvokeAsync(
            "f", """{"ORDER_IDS":["9e07af03"]}""", "X-Amz-Invocation-Type: Event");
        var sent = await host.ReceiveAsync();
        DocumentedEvent.Named("EventBridge").Matches(sent.GetRawText());
        DocumentedEvent.Named("AsyncFailure").Matches(sent.GetProperty("detail").GetRawText());
    }

    private FunctionHosting Answering(string answer) => LambdaHost.Serving(e =>
    {
        _events.Writer.TryWrite(e.Payload);
        return answer;
    });

    private static FunctionHosting Failing() => LambdaHost.InProcess(async (runtime, _, stop) =>
    {
        while (true)
        {
            var next = await runtime.NextAsync(stop);
            using var answer = await runtime.PostAsync(
                $"invocation/{next.RequestId}/error", """{"errorMessage":"no","errorType":"Sad"}""");
        }
    });
}
