using System.Diagnostics;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Users;

/// <summary>How the end of a registration looks to a person: in its trace, in the log and in the metrics.</summary>
public sealed class RegistrationReportTests
{
    private const string UserId = "0193e3a4-0000-7000-8000-000000000001";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Domain = """{"objectClassName":"domain","ldhName":"example.com"}""";
    private const string Why = "The registry does not know the domain of the e-mail address.";

    [Fact]
    public async Task A_failed_registration_is_an_error_in_its_own_trace_with_the_reason_in_name_and_words()
    {
        await using var function = await EnrichAsync(isRegistered: false);

        await function.InvokeAsync(Pending());

        var record = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Consumer);
        var end = Assert.Single(
            function.Spans, span => span.DisplayName == "failed: domain_not_registered");
        Assert.Equal(record.SpanId, end.ParentSpanId);
        Assert.Equal(Trace, end.TraceId.ToHexString());
        Assert.All([record, end], span =>
        {
            Assert.Equal((ActivityStatusCode.Error, Why), (span.Status, span.StatusDescription));
            Assert.Equal("domain_not_registered", span.GetTagItem("error.type"));
            Assert.Equal(UserId, span.GetTagItem("onboarding.user.id"));
        });
        var invocation = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(ActivityStatusCode.Unset, invocation.Status);
    }

    [Fact]
    public async Task A_failed_registration_is_one_warning_below_its_trace_without_personal_data()
    {
        await using var function = await EnrichAsync(isRegistered: false);

        await function.InvokeAsync(Pending());

        var warning = Assert.Single(
            function.Logs.Split('\n'), line => line.Contains("\"Warning\"", StringComparison.Ordinal));
        Assert.Contains($"\"traceId\":\"{Trace}\"", warning, StringComparison.Ordinal);
        Assert.Contains(
            $"The registration of user {UserId} failed: domain_not_registered. {Why}",
            warning, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", function.Seen(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_good_registration_and_a_duplicate_record_have_no_error_in_their_trace()
    {
        await using var good = await EnrichAsync(isRegistered: true);
        await good.InvokeAsync(Pending());
        await using var duplicate = await FunctionUnderTest.StartAsync("Enrich", request =>
            request.Operation == "UpdateItem"
                ? new(400, """{"__type":"com.amazonaws.dynamodb#ConditionalCheckFailedException","message":"no"}""")
                : new(200, Domain));
        await duplicate.InvokeAsync(Pending());

        Assert.All(good.Spans.Concat(duplicate.Spans), span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        var refused = Assert.Single(duplicate.Spans, span => span.DisplayName == "DynamoDB.UpdateItem");
        Assert.Equal("ConditionalCheckFailedException", refused.GetTagItem("rpc.response.status_code"));
        Assert.Null(refused.GetTagItem("error.type"));
    }

    [Fact]
    public async Task An_error_of_a_service_stays_an_error()
    {
        await using var function = await FunctionUnderTest.StartAsync("Enrich", request =>
            request.Operation == "UpdateItem"
                ? new(400, """{"__type":"com.amazonaws.dynamodb#AccessDeniedException","message":"no"}""")
                : new(200, Domain));

        await function.InvokeAsync(Pending());

        var refused = Assert.Single(function.Spans, span => span.DisplayName == "DynamoDB.UpdateItem");
        Assert.Equal(ActivityStatusCode.Error, refused.Status);
    }

    [Theory]
    [InlineData("""{"email":"x","name":"Ada","phone":"+4915112345678"}""", 400, "email must contain an @")]
    [InlineData(
        """{"email":"ada@example.com","name":"Ada","phone":"+4915112345678","bob@example.com":"x"}""",
        400, "a field is not a known field")]
    [InlineData(
        """{"email":"ada@example.com","name":"Ada","phone":"+4915112345678"}""",
        409, "This e-mail address is registered already.")]
    public async Task A_refusal_is_a_warning_and_no_error_and_says_why_without_a_word_of_the_client(
        string body, int status, string reason)
    {
        await using var function = await TakenAsync();

        await function.InvokeAsync(Register(body));

        var span = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal(status, span.GetTagItem("http.response.status_code"));
        Assert.Contains(reason, (string)span.GetTagItem("onboarding.reason")!, StringComparison.Ordinal);
        Assert.Contains($"POST /register is refused with {status}", function.Logs, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.com", function.Seen(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            function.Spans, span => span.Kind != ActivityKind.Server && span.Status == ActivityStatusCode.Error);
    }

    [Fact]
    public async Task What_is_not_there_is_no_refusal()
    {
        await using var function = await FunctionUnderTest.StartAsync("GetRegistration", _ => new(200));

        await function.InvokeAsync(
            Samples.HttpRequest("GET /registrations/{userId}", pathParameters: """{"userId":"nonsense"}"""));

        Assert.DoesNotContain("Warning", function.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registrations_are_counted_by_door_and_outcome_and_timed_in_seconds()
    {
        using var metrics = new MetricCollector();
        await using var failing = await EnrichAsync(isRegistered: false);
        await failing.InvokeAsync(Pending());
        await using var good = await EnrichAsync(isRegistered: true);
        await good.InvokeAsync(Pending());
        await using var refusing = await TakenAsync();
        await refusing.InvokeAsync(Register("{}"));

        Assert.Equal(
            [
                "onboarding.registrations {registration} 1 "
                + "error.type=domain_not_registered onboarding.door=register onboarding.outcome=failed",
            ],
            metrics.Of(failing.Name, "onboarding.registrations"));
        var duration = Assert.Single(metrics.Of(failing.Name, "onboarding.registration.duration"));
        Assert.StartsWith("onboarding.registration.duration s ", duration, StringComparison.Ordinal);
        // Processing is no end.
        Assert.Empty(metrics.Of(good.Name, "onboarding.registrations"));
        Assert.Equal(
            [
                "onboarding.registrations {registration} 1 "
                + "error.type=400 onboarding.door=register onboarding.outcome=refused",
            ],
            metrics.Of(refusing.Name, "onboarding.registrations"));
    }

    private static string Pending() =>
        Samples.Stream(Samples.UserRecord("1", UserId, "pending", trace: $"00-{Trace}-b7ad6b7169203331-01"));

    private static string Register(string body) =>
        Samples.HttpRequest("POST /register", """{"content-type":"application/json"}""", body: body);

    private static Task<FunctionUnderTest> EnrichAsync(bool isRegistered) => FunctionUnderTest.StartAsync(
        "Enrich", request => request.Method == "GET" && !isRegistered ? new(404) : new(200, Domain));

    private static Task<FunctionUnderTest> TakenAsync() => FunctionUnderTest.StartAsync("Register", request =>
        request.Operation == "GetItem"
            ? DynamoDb.ItemOf(request, claim: "vouched", status: "completed")
            : DynamoDb.Cancelled("None", "ConditionalCheckFailed"));
}
