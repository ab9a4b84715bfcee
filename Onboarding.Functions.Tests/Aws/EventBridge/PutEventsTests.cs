using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Settings;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Aws.EventBridge;

public sealed class PutEventsTests : IDisposable
{
    private const string Taken = """{"FailedEntryCount":0,"Entries":[{"EventId":"event-1"}]}""";

    private readonly ActivitySource _source = new("PutEventsTests-" + Path.GetRandomFileName());

    public void Dispose() => _source.Dispose();

    [Fact]
    public async Task Sends_entries_in_the_wire_format_of_EventBridge()
    {
        await using var server = await LocalServer.StartAsync(_ => new WireResponse(200, Taken));
        using var clients = Clients(server);

        var response = await clients.EventBridge.PutEventsAsync(new PutEventsRequest
        {
            Entries =
            [
                new PutEventsRequestEntry
                {
                    Source = "shop",
                    DetailType = "signup",
                    Detail = """{"a":1}""",
                    EventBusName = "bus",
                    Resources = ["arn:x"],
                    Time = new DateTime(2026, 11, 20, 12, 0, 0, 250, DateTimeKind.Utc),
                    TraceHeader = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700",
                },
            ],
        });

        Assert.Equal(0, response.FailedEntryCount);
        Assert.Equal("event-1", Assert.Single(response.Entries!).EventId);
        var request = Assert.Single(server.Requests);
        Assert.Equal("AWSEvents.PutEvents", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Contains("/us-east-1/events/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        var entry = JsonDocument.Parse(request.Body).RootElement.GetProperty("Entries")[0];
        Assert.Equal(
            ["Detail", "DetailType", "EventBusName", "Resources", "Source", "Time", "TraceHeader"],
            entry.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"a":1}""", entry.GetProperty("Detail").GetString());
        Assert.Equal(1795176000.25m, entry.GetProperty("Time").GetDecimal());
    }

    [Fact]
    public async Task Returns_what_became_of_each_entry()
    {
        await using var server = await LocalServer.StartAsync(_ => new WireResponse(200, """
            {"FailedEntryCount":1,"Entries":[{"EventId":"1"},{"ErrorCode":"ThrottlingException","ErrorMessage":"Rate"}]}
            """));
        using var clients = Clients(server);

        var response = await clients.EventBridge.PutEventsAsync(
            new PutEventsRequest { Entries = [new(), new()] });

        Assert.Equal(1, response.FailedEntryCount);
        Assert.Equal("1", response.Entries![0].EventId);
        Assert.Null(response.Entries[0].ErrorCode);
        Assert.Equal("ThrottlingException", response.Entries[1].ErrorCode);
        Assert.Equal("Rate", response.Entries[1].ErrorMessage);
    }

    [Fact]
    public async Task Names_the_error_of_a_call_that_was_refused()
    {
        await using var server = await LocalServer.StartAsync(_ => new WireResponse(
            400, """{"__type":"com.amazonaws.events#ValidationException","message":"over the limit"}"""));
        using var clients = Clients(server);

        var fault = await Assert.ThrowsAsync<AmazonEventBridgeException>(
            () => clients.EventBridge.PutEventsAsync(new PutEventsRequest()));

        Assert.Equal("ValidationException", fault.ErrorCode);
        Assert.Equal("over the limit", fault.Message);
        Assert.Equal(ErrorType.Sender, fault.ErrorType);
    }

    [Fact]
    public async Task Takes_no_page_of_a_proxy_for_a_success()
    {
        await using var server = await LocalServer.StartAsync(_ => new WireResponse(200, "<html></html>"));
        var config = new AmazonEventBridgeConfig
        {
            ServiceURL = server.Url,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        };
        using var client = new AmazonEventBridgeClient(new BasicAWSCredentials("test", "test"), config);

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.PutEventsAsync(new PutEventsRequest()));
    }

    [Fact]
    public async Task Has_one_client_span_that_the_request_continues()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == _source.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await LocalServer.StartAsync(_ => new WireResponse(200, Taken));
        using var clients = Clients(server);

        await clients.EventBridge.PutEventsAsync(new PutEventsRequest());

        var span = Assert.Single(spans);
        Assert.Equal("EventBridge.PutEvents", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(span.Id, Assert.Single(server.Requests).Headers["traceparent"]);
    }

    private AwsClients Clients(LocalServer server) => new(
        new FunctionSettings(new Dictionary<string, string>
        {
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
            ["AWS_ENDPOINT_URL_EVENTBRIDGE"] = server.Url,
        }),
        _source);
}
