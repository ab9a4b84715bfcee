using System.Diagnostics;
using System.Diagnostics.Metrics;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.HttpApi;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>Local: what a host measures, under which names and attributes, and what that costs.</summary>
public sealed class EdgeMetricsTests
{
    private const string Sqs = "Content-Type: application/x-amz-json-1.0";

    [Fact]
    public async Task Counts_calls_by_service_operation_and_error()
    {
        await using var host = await TestHost.StartAsync();
        using var measurements = new Measurements(host.Services.All.Context.Meter);
        foreach (var (operation, body) in (IEnumerable<(string, string)>)
            [("ListQueues", "{}"), ("GetQueueUrl", """{"QueueName":"none"}"""), ("Conjure", "{}")])
        {
            using var response = await host.SendSignedAsync(
                "sqs", HttpMethod.Post, "/", body, Sqs, "X-Amz-Target: AmazonSQS." + operation);
        }

        using var unsigned = new HttpRequestMessage(HttpMethod.Post, "/");
        unsigned.Headers.Add("X-Amz-Target", "AmazonSQS.ListQueues");
        using var refused = await host.Http.SendAsync(unsigned);

        Assert.Equal(
            [
                "rpc.server.call.duration s rpc.method=ListQueues rpc.service=SQS rpc.system=aws-api",
                "rpc.server.call.duration s error.type=QueueDoesNotExist rpc.method=GetQueueUrl rpc.service=SQS "
                + "rpc.system=aws-api",
                "rpc.server.call.duration s error.type=UnknownOperationException rpc.method=_OTHER rpc.service=SQS "
                + "rpc.system=aws-api",
                "rpc.server.call.duration s error.type=MissingAuthenticationTokenException rpc.method=_OTHER "
                + "rpc.service=SQS rpc.system=aws-api",
            ],
            measurements.All);
    }

    [Fact]
    public async Task Counts_requests_of_the_HTTP_API_by_route_and_status()
    {
        await using var host = await ApiHost.StartAsync("\"ok\"", new RouteDefinition("GET /work/{id}", "f"));
        using var measurements = new Measurements(host.Meter);
        using var found = await host.Http.GetAsync("/work/a-secret-id");
        using var missing = await host.Http.GetAsync("/nowhere");
        using var odd = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod("BREW"), "/work/1"));

        Assert.Equal(
            [
                "http.server.request.duration s "
                + "http.request.method=GET http.response.status_code=200 http.route=/work/{id}",
                "http.server.request.duration s http.request.method=GET http.response.status_code=404",
                "http.server.request.duration s http.request.method=_OTHER http.response.status_code=404",
            ],
            measurements.All);
    }

    [Fact]
    public async Task Tells_the_depth_of_each_queue()
    {
        await using var host = await TestHost.StartAsync();
        using var measurements = new Measurements(host.Services.All.Context.Meter);
        await SendAsync(host, "CreateQueue", """{"QueueName":"jobs"}""");
        await SendAsync(host, "SendMessage", """{"QueueUrl":"{url}","MessageBody":"1"}""");
        await SendAsync(host, "SendMessage", """{"QueueUrl":"{url}","MessageBody":"2"}""");
        await SendAsync(host, "SendMessage", """{"QueueUrl":"{url}","MessageBody":"3","DelaySeconds":60}""");
        await SendAsync(host, "ReceiveMessage", """{"QueueUrl":"{url}"}""");

        const string of = "localaws.queue.message_state";
        Assert.Equal(
            [
                $"localaws.queue.messages {{message}} 1 {of}=delayed messaging.destination.name=jobs",
                $"localaws.queue.messages {{message}} 1 {of}=in_flight messaging.destination.name=jobs",
                $"localaws.queue.messages {{message}} 1 {of}=visible messaging.destination.name=jobs",
            ],
            measurements.Look().Order(StringComparer.Ordinal));
    }

    /// <summary>With a listener; without one nothing is even built.</summary>
    [Fact]
    public async Task Recording_allocates_nothing()
    {
        await using var host = await TestHost.StartAsync();
        var service = host.Services.AwsServices.First();
        using var meter = new Meter("allocations");
        var metrics = new EdgeMetrics(meter);
        using var listener = new MeterListener();
        var count = 0;
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => count++);
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter == meter)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        Assert.False(metrics.CountsCalls);
        listener.Start();
        Assert.True(metrics.CountsCalls);

        var startedAt = Stopwatch.GetTimestamp();
        metrics.Call(service, "Warm", "Up", startedAt);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            metrics.Call(service, "PutItem", null, startedAt);
            metrics.Call(service, "PutItem", "ConditionalCheckFailedException", startedAt);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2001, count);
    }

    private static async Task SendAsync(TestHost host, string operation, string body)
    {
        var url = $"{host.Url}/123456789012/jobs";
        using var response = await host.SendSignedAsync(
            "sqs",
            HttpMethod.Post,
            "/",
            body.Replace("{url}", url, StringComparison.Ordinal),
            Sqs,
            "X-Amz-Target: AmazonSQS." + operation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
