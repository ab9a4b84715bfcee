using System.Diagnostics;
using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Enrich;

public sealed class EnrichFunctionTests
{
    private const string UserId = "0193e3a4-0000-7000-8000-000000000001";
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private const string Registered = """
        {"objectClassName":"domain","ldhName":"example.com","status":["active"],"events":[
          {"eventAction":"registration","eventDate":"1995-08-14T04:00:00Z"},
          {"eventAction":"expiration","eventDate":"2027-08-13T04:00:00Z"}]}
        """;

    [Fact]
    public async Task Moves_a_pending_user_to_processing_with_what_the_registry_says()
    {
        await using var function = await StartAsync(_ => new(200, Registered));

        var posted = await InvokeAsync(function, Samples.UserRecord("1", UserId, "pending", trace: Trace));

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        var update = Update(function);
        Assert.Equal(UserId, update.GetProperty("Key").GetProperty("userId").GetProperty("S").GetString());
        var values = update.GetProperty("ExpressionAttributeValues").GetRawText();
        Assert.Contains("\"processing\"", values, StringComparison.Ordinal);
        Assert.Contains("\"verified\"", values, StringComparison.Ordinal);
        Assert.Contains("1995-08-14T04:00:00Z", values, StringComparison.Ordinal);
        Assert.Contains("2027-08-13T04:00:00Z", values, StringComparison.Ordinal);
        Assert.Equal("(#metadata.#status = :v0)", update.GetProperty("ConditionExpression").GetString());
        Assert.Equal(
            "pending",
            update.GetProperty("ExpressionAttributeValues").GetProperty(":v0").GetProperty("S").GetString());
    }

    [Fact]
    public async Task Continues_the_trace_of_the_record_and_links_the_invocation()
    {
        await using var function = await StartAsync(_ => new(200, Registered));

        await InvokeAsync(function, Samples.UserRecord("1", UserId, "pending", trace: Trace));

        var record = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Consumer);
        var invocation = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(Trace[3..35], record.TraceId.ToHexString());
        Assert.Equal("b7ad6b7169203331", record.ParentSpanId.ToHexString());
        Assert.Equal(invocation.SpanId, Assert.Single(record.Links).Context.SpanId);
        Assert.Equal("Users", record.GetTagItem("messaging.destination.name"));
        Assert.Equal(UserId, record.GetTagItem("onboarding.user.id"));
        Assert.Equal("datasource", invocation.GetTagItem("faas.trigger"));

        var update = Assert.Single(function.Spans, span => span.DisplayName == "DynamoDB.UpdateItem");
        Assert.Equal(record.SpanId, update.ParentSpanId);
        Assert.Equal("aws-api", update.GetTagItem("rpc.system"));
        Assert.Equal("request-of-dynamodb", update.GetTagItem("aws.request_id"));
        Assert.Equal(["Users"], (string[])update.GetTagItem("aws.dynamodb.table_names")!);
        Assert.Equal(200, update.GetTagItem("http.response.status_code"));
        // The item carries the span that wrote it.
        Assert.Contains(
            $"00-{record.TraceId.ToHexString()}-{record.SpanId.ToHexString()}-01",
            Update(function).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turns_parent_and_link_round_on_demand()
    {
        await using var function = await StartAsync(
            _ => new(200, Registered), new() { ["TRACE_STREAM_PARENT"] = "links" });

        await InvokeAsync(function, Samples.UserRecord("1", UserId, "pending", trace: Trace));

        var record = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Consumer);
        var invocation = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(invocation.SpanId, record.ParentSpanId);
        Assert.Equal("b7ad6b7169203331", Assert.Single(record.Links).Context.SpanId.ToHexString());
    }

    [Theory]
    [InlineData("ada@mail.unregistered.test", "domain_not_registered")]
    [InlineData("ada@evil.example", "domain_denied")]
    [InlineData("not-an-address", "email_invalid")]
    public async Task Fails_a_user_with_a_reason(string email, string reason)
    {
        await using var function = await StartAsync(
            _ => new(404), new() { ["EMAIL_DOMAINS_DENIED"] = "evil.example" });

        var posted = await InvokeAsync(function, Samples.UserRecord("1", UserId, "pending", email));

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        var values = Update(function).GetProperty("ExpressionAttributeValues").GetRawText();
        Assert.Contains("\"failed\"", values, StringComparison.Ordinal);
        Assert.Contains($"\"{reason}\"", values, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_the_domain_above_when_mail_goes_below_the_registered_name()
    {
        await using var function = await StartAsync(
            request => request.Path.EndsWith("/domain/example.com", StringComparison.Ordinal)
                ? new(200, Registered)
                : new(404));

        await InvokeAsync(function, Samples.UserRecord("1", UserId, "pending", "ada@mail.example.com"));
        await InvokeAsync(function, Samples.UserRecord("2", UserId, "pending", "ada@mail.example.com"));

        Assert.Equal(
            ["/rdap/domain/mail.example.com", "/rdap/domain/example.com"],
            function.Aws.Requests.Where(request => request.Method == "GET").Select(request => request.Path));
    }

    [Fact]
    public async Task Takes_a_duplicate_or_overtaken_record_for_done()
    {
        await using var function = await FunctionUnderTest.StartAsync("Enrich", request =>
            request.Operation == "UpdateItem"
                ? new(400, """{"__type":"com.amazonaws.dynamodb#ConditionalCheckFailedException","message":"no"}""")
                : new(200, Registered));

        var posted = await InvokeAsync(function, Samples.UserRecord("1", UserId, "pending"));

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
    }

    private static Task<FunctionUnderTest> StartAsync(
        Func<WireRequest, WireResponse> rdap, Dictionary<string, string>? settings = null) =>
        FunctionUnderTest.StartAsync(
            "Enrich",
            request => request.Method == "GET"
                ? rdap(request)
                : new WireResponse(200) { Headers = { ["x-amzn-RequestId"] = "request-of-dynamodb" } },
            settings);

    private static Task<Posted> InvokeAsync(FunctionUnderTest function, params string[] records) =>
        function.InvokeAsync(Samples.Stream(records));

    private static JsonElement Update(FunctionUnderTest function) => JsonDocument.Parse(
        Assert.Single(function.Aws.Requests, request => request.Operation == "UpdateItem").Body).RootElement;
}
