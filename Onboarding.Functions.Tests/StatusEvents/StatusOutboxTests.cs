using System.Text.Json;
using Onboarding.Functions.StatusEvents;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.StatusEvents;

/// <summary>
/// What the followers of the Users table tell the bus, and what becomes of a record that they could not tell.
/// </summary>
public sealed class StatusOutboxTests
{
    private const string Ada = "0193e3a4-0000-7000-8000-000000000001";
    private const string Bob = "0193e3a4-0000-7000-8000-000000000002";
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Done = """{"batchItemFailures":[]}""";

    [Theory]
    [InlineData("Enrich", null, "pending", "registered")]
    [InlineData("Enrich", "failed", "pending", "registered")]
    [InlineData("Provision", "pending", "processing", "processing")]
    [InlineData("Provision", "processing", "completed", "completed")]
    [InlineData("Provision", "pending", "failed", "failed")]
    [InlineData("Provision", "completed", "failed", "failed")]
    [InlineData("Provision", null, "failed", "failed")]
    public async Task A_change_of_status_is_one_event(string handler, string? before, string status, string eventType)
    {
        await using var function = await StartAsync(handler);

        Assert.Equal(Done, await DeliverAsync(
            function, Samples.UserRecord("1", Ada, status, trace: Trace, before: before)));

        var entry = Assert.Single(BusWire.EntriesOf(Assert.Single(function.Bus.Requests)));
        Assert.Equal("onboarding.onboarding", entry.GetProperty("Source").GetString());
        Assert.Equal(eventType, entry.GetProperty("DetailType").GetString());
        Assert.Equal("onboarding-bus", entry.GetProperty("EventBusName").GetString());
        Assert.Equal(
            $$$"""
            {"metadata":{"id":"{{{IdOf(Ada, eventType)}}}","domain":"onboarding",
            "application":"onboarding","event_type":"{{{eventType}}}","version":"1.0","traceparent":"{{{Trace}}}"},
            "data":{"userId":"{{{Ada}}}","status":"{{{status}}}","source":"register",
            "occurredAt":"2026-11-20T12:00:00.000Z"}}
            """.ReplaceLineEndings(""),
            entry.GetProperty("Detail").GetString());
    }

    [Theory]
    [InlineData("Enrich", "pending")]
    [InlineData("Provision", "processing")]
    [InlineData("Provision", "completed")]
    [InlineData("Provision", "failed")]
    public async Task A_write_that_leaves_the_status_is_no_event(string handler, string status)
    {
        await using var function = await StartAsync(handler);

        Assert.Equal(Done, await DeliverAsync(function, Samples.UserRecord("1", Ada, status, before: status)));

        Assert.Empty(function.Bus.Requests);
    }

    [Theory]
    [InlineData("Enrich", "processing")]
    [InlineData("Enrich", "completed")]
    [InlineData("Provision", "pending")]
    public async Task What_another_reader_publishes_is_left_to_it(string handler, string status)
    {
        await using var function = await StartAsync(handler);

        Assert.Equal(Done, await DeliverAsync(function, Samples.UserRecord("1", Ada, status, before: "failed")));

        Assert.Empty(function.Bus.Requests);
    }

    [Fact]
    public async Task Another_attempt_is_another_event_even_from_pending_to_pending()
    {
        await using var function = await StartAsync("Enrich");

        await DeliverAsync(function, Samples.UserRecord("1", Ada, "pending"));
        await DeliverAsync(function, Samples.UserRecord("2", Ada, "pending", before: "pending", attempt: 2));

        var events = BusWire.EventsOf(function);
        Assert.Equal([IdOf(Ada, "registered"), IdOf(Ada, "registered", attempt: 2)], events.Select(Id));
        Assert.Equal(2, events[1].GetProperty("data").GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task A_failure_says_why()
    {
        await using var function = await StartAsync("Provision");
        var record = Samples.UserRecord("1", Ada, "failed", before: "processing").Replace(
            "\"status\": {\"S\": \"failed\" }",
            "\"reason\": {\"S\": \"mail_rejected\"}, \"status\": {\"S\": \"failed\" }",
            StringComparison.Ordinal);

        await DeliverAsync(function, record);

        var data = Assert.Single(BusWire.EventsOf(function)).GetProperty("data");
        Assert.Equal("mail_rejected", data.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_batch_is_published_ten_at_a_time_before_any_record_is_worked_on()
    {
        var worked = 0;
        var workedAtPut = new List<int>();
        await using var function = await FunctionUnderTest.StartAsync(
            "Enrich",
            request =>
            {
                worked += request.Operation == "UpdateItem" ? 1 : 0;
                return Registry(request);
            },
            bus: request =>
            {
                workedAtPut.Add(worked);
                return BusWire.Answer(request);
            });
        var records = Enumerable.Range(1, 25)
            .Select(number => Samples.UserRecord($"{number}", $"user-{number}", "pending"));

        Assert.Equal(Done, await DeliverAsync(function, [.. records]));

        Assert.Equal([10, 10, 5], function.Bus.Requests.Select(request => BusWire.EventsIn(request).Count));
        Assert.Equal([0, 0, 0], workedAtPut);
        Assert.Equal(25, worked);
    }

    [Theory]
    [InlineData("Enrich", "pending", null)]
    [InlineData("Provision", "processing", "pending")]
    public async Task No_record_is_worked_on_while_the_bus_is_down(string handler, string status, string? before)
    {
        await using var function = await StartAsync(handler, _ => new WireResponse(
            400, """{"__type":"com.amazonaws.events#InternalException","message":"down"}"""));

        var response = await DeliverAsync(
            function,
            Samples.UserRecord("1", Ada, status, before: before), Samples.UserRecord("2", Bob, status, before: before));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"},{"itemIdentifier":"2"}]}""", response);
        Assert.Empty(function.Aws.Requests);
        Assert.Contains("2 events are not on the bus", function.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_the_bus_refuses_fails_its_own_record_only()
    {
        await using var function = await StartAsync(
            "Provision", request => BusWire.Answer(request, detail => Id(detail) == IdOf(Ada, "processing")));

        // Ada's second record must not overtake her first.
        var response = await DeliverAsync(
            function,
            Samples.UserRecord("1", Ada, "processing", before: "pending"),
            Samples.UserRecord("2", Bob, "processing", before: "pending"),
            Samples.UserRecord("3", Ada, "failed", before: "processing"));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"},{"itemIdentifier":"3"}]}""", response);
        Assert.DoesNotContain(
            function.Aws.Requests, request => request.Body.Contains(Ada, StringComparison.Ordinal));
        Assert.Contains(
            function.Aws.Requests, request => request.Body.Contains("\"completed\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_response_of_another_form_is_no_success()
    {
        await using var function = await StartAsync(
            "Provision", _ => new WireResponse(200, """{"FailedEntryCount":0,"Entries":[]}"""));

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"1"}]}""",
            await DeliverAsync(function, Samples.UserRecord("1", Ada, "completed", before: "processing")));
    }

    [Fact]
    public async Task A_record_that_comes_again_is_the_same_event()
    {
        await using var function = await StartAsync("Provision");
        var record = Samples.UserRecord("1", Ada, "completed", before: "processing");

        await DeliverAsync(function, record);
        await DeliverAsync(function, record);

        Assert.Equal([IdOf(Ada, "completed"), IdOf(Ada, "completed")], BusWire.EventsOf(function).Select(Id));
    }

    [Theory]
    [InlineData("aws.onboarding")]
    [InlineData("on boarding")]
    public async Task An_application_that_cannot_be_a_source_is_refused(string application)
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "Enrich", _ => new(200), new() { ["APPLICATION"] = application, ["EVENT_BUS"] = "" });

        var answer = await function.Api.NextAnswerAsync();

        Assert.Contains("APPLICATION must have", answer.Request.Body, StringComparison.Ordinal);
        Assert.Contains("EVENT_BUS is not set.", answer.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_personal_data_is_in_an_event()
    {
        await using var function = await StartAsync("Enrich");

        await DeliverAsync(function, Samples.UserRecord("1", Ada, "pending", email: "very.secret@example.com"));

        var text = Assert.Single(function.Bus.Requests).Body;
        Assert.All(
            ["very.secret", "example.com", "\\\"Ada\\\""],
            personal => Assert.DoesNotContain(personal, text, StringComparison.Ordinal));
    }

    private static string IdOf(string userId, string eventType, int attempt = 1) =>
        StatusChange.IdOf(userId, eventType, attempt);

    private static string? Id(JsonElement detail) => detail.GetProperty("metadata").GetProperty("id").GetString();

    private static Task<FunctionUnderTest> StartAsync(string handler, Func<WireRequest, WireResponse>? bus = null) =>
        FunctionUnderTest.StartAsync(handler, Registry, bus: bus);

    private static WireResponse Registry(WireRequest request) => request switch
    {
        { Operation: "GetItem" } => new(200, $$$"""
            {"Item":{"userId":{"S":"{{{Bob}}}"},"email":{"S":"bob@example.com"},"name":{"S":"Bob"},
            "metadata":{"M":{"status":{"S":"processing"},"steps":{"M":{} } } } } }
            """),
        { Method: "GET" } => new(200, """{"objectClassName":"domain","ldhName":"example.com"}"""),
        _ when request.Path.StartsWith("/v2", StringComparison.Ordinal) => new(200, """{"MessageId":"message-1"}"""),
        { Operation: "" } => new(200, ""),
        _ => new(200),
    };

    private static async Task<string> DeliverAsync(FunctionUnderTest function, params string[] records) =>
        (await function.InvokeAsync(Samples.Stream(records))).Request.Body;
}
