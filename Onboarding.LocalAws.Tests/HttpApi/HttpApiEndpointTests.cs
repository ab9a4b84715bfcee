using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.HttpApi;

public class HttpApiEndpointTests
{
    private static readonly RouteDefinition Work = new("ANY /work", "f");

    [Fact]
    public async Task The_functions_answer_reaches_the_client()
    {
        await using var host = await ApiHost.StartAsync(
            """
            {"statusCode":202,"headers":{"Location":"/x","content-type":"application/json","X-N":7},
             "cookies":["a=1; HttpOnly","b=2"],"body":"{\"ok\":true}"}
            """,
            Work);
        using var response = await host.Http.GetAsync(new Uri("/work", UriKind.Relative));
        Assert.Equal(202, (int)response.StatusCode);
        Assert.Equal("/x", response.Headers.Location?.ToString());
        Assert.Equal("7", response.Headers.GetValues("x-n").Single());
        Assert.Equal(["a=1; HttpOnly", "b=2"], response.Headers.GetValues("set-cookie"));
        Assert.Equal("""{"ok":true}""", await response.Content.ReadAsStringAsync());
        using var sent = JsonDocument.Parse(host.LastEvent);
        Assert.Equal(
            sent.RootElement.GetProperty("requestContext").GetProperty("requestId").GetString(),
            response.Headers.GetValues("apigw-requestid").Single());
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/work/more")]
    public async Task An_unknown_route_gets_the_gateways_404(string method, string path)
    {
        await using var host = await ApiHost.StartAsync("{}", Work);
        await AssertAnswerAsync(host, new HttpRequestMessage(new HttpMethod(method), path), 404, "Not Found");
    }

    [Theory]
    [InlineData(nameof(IntegrationOutcome.Failed), 500, "Internal Server Error")]
    [InlineData(nameof(IntegrationOutcome.Throttled), 503, "Service Unavailable")]
    [InlineData(nameof(IntegrationOutcome.EventTooLarge), 413, "Request Entity Too Large")]
    public async Task A_failed_invocation_gets_the_gateways_own_answer(string outcome, int status, string message)
    {
        await using var host = await ApiHost.StartAsync(
            (_, _) => Task.FromResult(new IntegrationResult(Enum.Parse<IntegrationOutcome>(outcome))), Work);
        await AssertAnswerAsync(host, new HttpRequestMessage(HttpMethod.Get, "/work"), status, message);
    }

    [Fact]
    public async Task A_malformed_answer_is_a_500()
    {
        await using var host = await ApiHost.StartAsync("""{"statusCode":"none"}""", Work);
        await AssertAnswerAsync(
            host, new HttpRequestMessage(HttpMethod.Get, "/work"), 500, "Internal Server Error");
    }

    [Fact]
    public async Task A_function_slower_than_the_integrations_timeout_is_a_503()
    {
        await using var host = await ApiHost.StartAsync(
            async (_, stop) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
                throw new UnreachableException();
            },
            Work with { Timeout = TimeSpan.FromMilliseconds(50) });
        await AssertAnswerAsync(host, new HttpRequestMessage(HttpMethod.Get, "/work"), 503, "Service Unavailable");
    }

    [Fact]
    public async Task A_body_that_there_is_no_room_for_is_a_503()
    {
        await using var host = await ApiHost.StartAsync("{}", Work);
        using (await host.Bodies.TakeAsync(long.MaxValue, BodySender.Other, default))
        {
            var refused = new HttpRequestMessage(HttpMethod.Post, "/work") { Content = Large() };
            await AssertAnswerAsync(host, refused, 503, "Service Unavailable");
            Assert.Empty(host.Invoked);
        }

        using var served = await host.Http.PostAsync("/work", Large());
        Assert.True(served.IsSuccessStatusCode);
        Assert.Equal(0, host.Bodies.TakenSizeBytes);

        static StringContent Large() => new(new string('x', BodyBudget.FreeSizeBytesMax + 1));
    }

    [Fact]
    public async Task A_body_over_10_MB_is_a_413()
    {
        await using var host = await ApiHost.StartAsync("{}", Work);
        var request = new HttpRequestMessage(HttpMethod.Post, "/work")
        {
            Content = new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]),
        };
        request.Headers.ExpectContinue = true;
        await AssertAnswerAsync(host, request, 413, "Request Entity Too Large");
    }

    [Fact]
    public async Task Headers_over_10_KB_are_a_431()
    {
        await using var host = await ApiHost.StartAsync("{}", Work);
        var request = new HttpRequestMessage(HttpMethod.Get, "/work");
        request.Headers.TryAddWithoutValidation("x-long", new string('a', 10_240));
        await AssertAnswerAsync(host, request, 431, "Request Header Fields Too Large");
    }

    [Fact]
    public async Task HEAD_gets_headers_without_a_body()
    {
        await using var host = await ApiHost.StartAsync("""{"statusCode":200,"body":"abc"}""", Work);
        using var request = new HttpRequestMessage(HttpMethod.Head, "/work");
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(3, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_204_with_a_body_is_still_an_answer()
    {
        await using var host = await ApiHost.StartAsync("""{"statusCode":204,"body":"abc"}""", Work);
        using var response = await host.Http.GetAsync(new Uri("/work", UriKind.Relative));
        Assert.Equal(204, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_bearer_token_belongs_to_the_api_and_not_to_an_AWS_service()
    {
        await using var host = await ApiHost.StartAsync("\"ok\"", Work);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/work");
        request.Headers.Authorization = new("Bearer", "a.b.c");
        using var response = await host.Http.SendAsync(request);
        Assert.Equal("ok", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_event_continues_the_clients_trace_below_the_gateways_own_span()
    {
        const string client = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EdgeTelemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await ApiHost.StartAsync("{}", Work);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/work");
        request.Headers.TryAddWithoutValidation("traceparent", client);
        using var response = await host.Http.SendAsync(request);
        using var sent = JsonDocument.Parse(host.LastEvent);
        var parent = sent.RootElement.GetProperty("headers").GetProperty("traceparent").GetString()!;
        Assert.Equal(client[..36], parent[..36]);
        Assert.NotEqual(client, parent);
    }

    private static async Task AssertAnswerAsync(ApiHost host, HttpRequestMessage request, int status, string message)
    {
        using (request)
        {
            using var response = await host.Http.SendAsync(request);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
            Assert.Equal($$"""{"message":"{{message}}"}""", await response.Content.ReadAsStringAsync());
            Assert.Single(response.Headers.GetValues("apigw-requestid"));
        }
    }
}
