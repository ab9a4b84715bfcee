using System.Diagnostics;
using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Audit;

public sealed class AuditFunctionTests
{
    private const string Done = """{"batchItemFailures":[]}""";

    [Fact]
    public async Task Puts_each_event_into_the_log_on_the_condition_that_it_is_not_there()
    {
        var clock = new ManualClock();
        await using var function = await StartAsync(_ => new(200), time: clock);
        var incoming = BusSamples.Event("ada", "completed", id: "event-1");

        Assert.Equal(Done, await DeliverAsync(function, incoming));

        var request = Assert.Single(function.Aws.Requests);
        Assert.Equal("PutItem", request.Operation);
        var put = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("AuditLog", put.GetProperty("TableName").GetString());
        Assert.Equal("attribute_not_exists(eventId)", put.GetProperty("ConditionExpression").GetString());
        var item = put.GetProperty("Item");
        Assert.Equal("ada", Text(item, "userId"));
        Assert.Equal("event-1", Text(item, "eventId"));
        Assert.Equal("completed", Text(item, "eventType"));
        Assert.Equal("onboarding.onboarding", Text(item, "source"));
        Assert.Equal("2026-11-20T12:00:00.000Z", Text(item, "occurredAt"));
        Assert.Equal(incoming, Text(item, "event"));
        var expiresAt = (clock.GetUtcNow() + TimeSpan.FromDays(365)).ToUnixTimeSeconds();
        Assert.Equal($"{expiresAt}", item.GetProperty("expiresAt").GetProperty("N").GetString());
    }

    [Fact]
    public async Task Takes_a_double_for_done()
    {
        await using var function = await StartAsync(_ => DynamoDb.ConditionFailed);

        Assert.Equal(Done, await DeliverAsync(
            function,
            BusSamples.Event("ada", deliveryId: "delivery-1"), BusSamples.Event("ada", deliveryId: "delivery-2")));

        // Nothing but PutItem: what the log has is neither read nor changed.
        Assert.Equal(["PutItem", "PutItem"], function.Aws.Requests.Select(request => request.Operation));
        Assert.DoesNotContain("will come again", function.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_fails_comes_again_alone()
    {
        await using var function = await StartAsync(request =>
            request.Body.Contains("\"bob\"", StringComparison.Ordinal)
                ? new(400, """{"__type":"com.amazonaws.dynamodb#ResourceNotFoundException","message":"no"}""")
                : new(200));

        var response = await DeliverAsync(
            function, BusSamples.Event("ada"), BusSamples.Event("bob"), "no event", """{"detail":{}}""",
            BusSamples.Event("eve"));

        Assert.Equal(
            """
            {"batchItemFailures":[{"itemIdentifier":"message-2"},{"itemIdentifier":"message-3"},
            {"itemIdentifier":"message-4"}]}
            """.ReplaceLineEndings(""),
            response);
    }

    [Fact]
    public async Task Continues_the_trace_of_each_event_and_links_the_batch()
    {
        await using var function = await StartAsync(_ => new(200));

        await DeliverAsync(function, BusSamples.Event("ada"));

        var span = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Consumer);
        var invocation = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(BusSamples.Trace[3..35], span.TraceId.ToHexString());
        Assert.Equal(BusSamples.Trace[36..52], span.ParentSpanId.ToHexString());
        Assert.Equal(invocation.SpanId, Assert.Single(span.Links).Context.SpanId);
        Assert.Equal("event-1", span.GetTagItem("messaging.message.id"));
        Assert.Equal("ada", span.GetTagItem("onboarding.user.id"));
        var put = Assert.Single(function.Spans, s => s.DisplayName == "DynamoDB.PutItem");
        Assert.Equal(span.SpanId, put.ParentSpanId);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("a year")]
    public async Task Refuses_a_retention_that_is_no_number_of_days(string days)
    {
        await using var function = await StartAsync(_ => new(200), new() { ["AUDIT_RETENTION_DAYS"] = days });

        Assert.Equal(1, await function.Exit);
    }

    private static Task<FunctionUnderTest> StartAsync(
        Func<WireRequest, WireResponse> aws, Dictionary<string, string>? settings = null, TimeProvider? time = null) =>
        FunctionUnderTest.StartAsync("Audit", aws, settings, time: time);

    private static async Task<string> DeliverAsync(FunctionUnderTest function, params string[] bodies) =>
        (await function.InvokeAsync(BusSamples.Queued(bodies))).Request.Body;

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetProperty("S").GetString();
}
