using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.AsyncInvoke;

/// <summary>
/// Documented(https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html and
/// invocation-async-retain-records.html).
/// </summary>
public sealed class AsyncInvokeTests
{
    private const string QueueArn = "arn:aws:sqs:us-east-1:123456789012:results";

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Accepts_an_event_and_reports_the_success_to_its_destination()
    {
        await using var host = await StartAsync(
            LambdaHost.Serving(e => """{"done":true}"""), new AsyncInvokeSettings { OnSuccess = QueueArn });
        using var accepted = await host.InvokeAsync("f", """{"a":1}""", "X-Amz-Invocation-Type: Event");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Empty(await accepted.Content.ReadAsByteArrayAsync());
        using var message = await ReceiveAsync(host);
        var record = JsonDocument.Parse(message.RootElement.GetProperty("Body").GetString()!).RootElement;
        Assert.Equal(
            ["version", "timestamp", "requestContext", "requestPayload", "responseContext", "responsePayload"],
            record.EnumerateObject().Select(m => m.Name));
        var context = record.GetProperty("requestContext");
        Assert.Equal("Success", context.GetProperty("condition").GetString());
        Assert.Equal(1, context.GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal(
            "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST",
            context.GetProperty("functionArn").GetString());
        Assert.Equal("""{"a":1}""", record.GetProperty("requestPayload").GetRawText());
        Assert.Equal("""{"done":true}""", record.GetProperty("responsePayload").GetRawText());
    }

    [Fact]
    public async Task Retries_twice_and_then_reports_the_failure()
    {
        var attempts = 0;
        await using var host = await StartAsync(
            Failing(() => attempts++), new AsyncInvokeSettings { OnFailure = QueueArn });
        using var accepted = await host.InvokeAsync("f", "1", "X-Amz-Invocation-Type: Event");
        await _time.PassAsync(TimeSpan.FromMinutes(1));
        await _time.PassAsync(TimeSpan.FromMinutes(2));
        using var message = await ReceiveAsync(host);
        var record = JsonDocument.Parse(message.RootElement.GetProperty("Body").GetString()!).RootElement;
        Assert.Equal(3, attempts);
        var context = record.GetProperty("requestContext");
        Assert.Equal("RetriesExhausted", context.GetProperty("condition").GetString());
        Assert.Equal(3, context.GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal("Unhandled", record.GetProperty("responseContext").GetProperty("functionError").GetString());
        Assert.Equal("""{"errorType":"Sad"}""", record.GetProperty("responsePayload").GetRawText());
    }

    [Fact]
    public async Task Sends_the_bare_event_to_a_dead_letter_queue_with_the_error_as_attributes()
    {
        await using var host = await StartAsync(
            Failing(() => { }),
            new AsyncInvokeSettings { RetryAttemptsMax = 0, DeadLetterTargetArn = QueueArn });
        using var accepted = await host.InvokeAsync("f", """{"a":1}""", "X-Amz-Invocation-Type: Event");
        using var message = await ReceiveAsync(host);
        Assert.Equal("""{"a":1}""", message.RootElement.GetProperty("Body").GetString());
        var attributes = message.RootElement.GetProperty("MessageAttributes");
        Assert.Equal(
            accepted.Headers.GetValues("x-amzn-RequestId").Single(),
            attributes.GetProperty("RequestID").GetProperty("StringValue").GetString());
        Assert.Equal("200", attributes.GetProperty("ErrorCode").GetProperty("StringValue").GetString());
        Assert.Equal(
            """{"errorType":"Sad"}""", attributes.GetProperty("ErrorMessage").GetProperty("StringValue").GetString());
    }

    [Fact]
    public async Task Gives_up_a_throttled_event_when_it_is_too_old()
    {
        await using var host = await StartAsync(
            Failing(() => { }),
            new AsyncInvokeSettings { EventAgeMax = TimeSpan.FromMinutes(1), OnFailure = QueueArn },
            reservedConcurrency: 0);
        using var accepted = await host.InvokeAsync("f", "1", "X-Amz-Invocation-Type: Event");
        foreach (var pause in (int[])[1, 2, 4, 8, 16, 32])
        {
            await _time.PassAsync(TimeSpan.FromSeconds(pause));
        }

        using var message = await ReceiveAsync(host);
        var record = JsonDocument.Parse(message.RootElement.GetProperty("Body").GetString()!).RootElement;
        Assert.Equal(
            "EventAgeExceeded", record.GetProperty("requestContext").GetProperty("condition").GetString());
        Assert.False(record.TryGetProperty("responsePayload", out _));
    }

    [Fact]
    public async Task Passes_a_record_on_to_another_function()
    {
        var passed = new TaskCompletionSource<string>();
        await using var host = await StartAsync(
            LambdaHost.Serving(e =>
            {
                if (e.Payload.Contains("requestPayload", StringComparison.Ordinal))
                {
                    passed.TrySetResult(e.Payload);
                }

                return "null";
            }),
            new AsyncInvokeSettings { OnSuccess = "arn:aws:lambda:us-east-1:123456789012:function:g" });
        host.Services.Functions.Deploy(LambdaHost.Function("g"));
        using var accepted = await host.InvokeAsync("f", "1", "X-Amz-Invocation-Type: Event");
        Assert.Contains("\"Success\"", await passed.Task.InTimeAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Lambda Function Invocation Result - Success")]
    [InlineData(false, "Lambda Function Invocation Result - Failure")]
    public async Task Puts_a_record_on_an_event_bus(bool succeeds, string detailType)
    {
        const string bus = "arn:aws:events:us-east-1:123456789012:event-bus/results";
        await using var host = await StartAsync(
            succeeds ? LambdaHost.Serving(e => """{"done":true}""") : Failing(() => { }),
            new AsyncInvokeSettings { RetryAttemptsMax = 0, OnSuccess = bus, OnFailure = bus });
        await host.EventsOkAsync("CreateEventBus", """{"Name":"results"}""");
        await host.EventsOkAsync(
            "PutRule", """{"Name":"all","EventBusName":"results","EventPattern":"{\"source\":[\"lambda\"]}"}""");
        await host.EventsOkAsync(
            "PutTargets",
            $$"""{"Rule":"all","EventBusName":"results","Targets":[{"Id":"t","Arn":"{{QueueArn}}"}]}""");
        using var accepted = await host.InvokeAsync("f", """{"a":1}""", "X-Amz-Invocation-Type: Event");
        using var message = await ReceiveAsync(host);
        var sent = JsonDocument.Parse(message.RootElement.GetProperty("Body").GetString()!).RootElement;
        Assert.Equal(detailType, sent.GetProperty("detail-type").GetString());
        Assert.Equal(
            ["arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST", bus],
            sent.GetProperty("resources").EnumerateArray().Select(r => r.GetString()));
        var record = sent.GetProperty("detail");
        Assert.Equal("""{"a":1}""", record.GetProperty("requestPayload").GetRawText());
        Assert.Equal(
            succeeds ? "Success" : "RetriesExhausted",
            record.GetProperty("requestContext").GetProperty("condition").GetString());
        Assert.Equal(!succeeds, record.GetProperty("responseContext").TryGetProperty("functionError", out _));
    }

    [Fact]
    public async Task Goes_on_with_a_function_that_is_deployed_again_meanwhile()
    {
        var received = new TaskCompletionSource();
        await using var host = await StartAsync(
            LambdaHost.InProcess(async (runtime, _, stop) =>
            {
                while (true)
                {
                    var next = await runtime.NextAsync(stop);
                    if (received.TrySetResult())
                    {
                        // Until the deployment ends it; a poll without an answer would be the function's failure.
                        await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
                    }

                    using var answer = await runtime.RespondAsync(next.RequestId, "null");
                }
            }),
            new AsyncInvokeSettings { OnSuccess = QueueArn });
        using var accepted = await host.InvokeAsync("f", "1", "X-Amz-Invocation-Type: Event");
        await received.Task.InTimeAsync();
        host.Services.Functions.Deploy(host.Services.Functions.Find("f")!.Function);
        // The pause before the next attempt, and perhaps the farewell of the old environment.
        using var message = await _time.PassUntilAsync(ReceiveAsync(host), longest: TimeSpan.FromSeconds(1));
        Assert.Contains("\\\"Success\\\"", message.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<TestHost> StartAsync(
        FunctionHosting hosting, AsyncInvokeSettings settings, int? reservedConcurrency = null)
    {
        var host = await LambdaHost.StartAsync(hosting, _time);
        using var created = await SqsAsync(host, "CreateQueue", """{"QueueName":"results"}""");
        host.Services.Functions.Deploy(LambdaHost.Function("f") with
        {
            AsyncInvoke = settings,
            ReservedConcurrency = reservedConcurrency,
            // Longer than any pause, so that no environment times out when one passes.
            Timeout = TimeSpan.FromMinutes(15),
        });
        return host;
    }

    private static FunctionHosting Failing(Action attempted) => LambdaHost.InProcess(async (runtime, _, stop) =>
    {
        while (true)
        {
            var next = await runtime.NextAsync(stop);
            attempted();
            using var answer = await runtime.PostAsync(
                $"invocation/{next.RequestId}/error", """{"errorType":"Sad"}""");
        }
    });

    /// <summary>The first message, for which it waits.</summary>
    private static async Task<JsonDocument> ReceiveAsync(TestHost host)
    {
        var body = $$"""
            {"QueueUrl":"{{host.Url}}/123456789012/results","MessageAttributeNames":["All"],"WaitTimeSeconds":20}
            """;
        using var answer = await SqsAsync(host, "ReceiveMessage", body).InTimeAsync("a message");
        return JsonDocument.Parse(answer.RootElement.GetProperty("Messages")[0].GetRawText());
    }

    private static async Task<JsonDocument> SqsAsync(TestHost host, string operation, string body)
    {
        using var answer = await host.SendSignedAsync(
            "sqs", HttpMethod.Post, "/", body, $"X-Amz-Target: AmazonSQS.{operation}",
            "Content-Type: application/x-amz-json-1.0");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }
}
