using System.Text.Json;
using Onboarding.Functions.StatusEvents;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.StatusEvents;

/// <summary>What Enrich tells the bus of users of the pool, besides that they are registered.</summary>
public sealed class SignUpEventsTests
{
    private const string Ada = "0193e3a4-0000-7000-8000-000000000001";
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Verified = """, "emailVerified": {"BOOL": true}""";
    private const string Done = """{"batchItemFailures":[]}""";

    [Fact]
    public async Task A_sign_up_is_an_event_beside_registered()
    {
        await using var function = await StartAsync();

        Assert.Equal(
            Done, await DeliverAsync(function, SignUp("1", Tenant("t-guests"), Verified, Invited("redeemed"))));

        var entries = BusWire.EntriesOf(Assert.Single(function.Bus.Requests)).ToList();
        Assert.Equal(["onboarding.onboarding registered", "onboarding.idp signup"], entries.Select(Describe));
        Assert.Equal("onboarding-bus", entries[1].GetProperty("EventBusName").GetString());
        Assert.Equal(1795176000m, entries[1].GetProperty("Time").GetDecimal());
        Assert.Equal(
            $$$"""
            {"metadata":{"id":"{{{SignUpEvents.IdOf("idp", "signup", Ada)}}}","domain":"idp","application":"onboarding",
            "event_type":"signup","version":"1.0","traceparent":"{{{Trace}}}"},
            "data":{"userId":"{{{Ada}}}","tenantId":"t-guests","source":"cognito","verified":true,"status":"pending",
            "createdAt":"2026-11-20T12:00:00.000Z"}}
            """.ReplaceLineEndings(""),
            entries[1].GetProperty("Detail").GetString());
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("used")]
    [InlineData("expired")]
    public async Task A_code_that_was_worth_nothing_is_an_event_of_its_own(string reason)
    {
        await using var function = await StartAsync();

        await DeliverAsync(function, SignUp("1", Tenant("t-" + Ada), Invited(reason)));

        var entries = BusWire.EntriesOf(Assert.Single(function.Bus.Requests)).ToList();
        Assert.Equal(
            ["onboarding.onboarding registered", "onboarding.idp signup", "onboarding.user invitation-refused"],
            entries.Select(Describe));
        Assert.Equal(
            $$$"""
            {"metadata":{"id":"{{{SignUpEvents.IdOf("user", "invitation-refused", Ada)}}}","domain":"user",
            "application":"onboarding","event_type":"invitation-refused","version":"1.0","traceparent":"{{{Trace}}}"},
            "data":{"userId":"{{{Ada}}}","tenantId":"t-{{{Ada}}}","reason":"{{{reason}}}",
            "occurredAt":"2026-11-20T12:00:00.000Z"}}
            """.ReplaceLineEndings(""),
            entries[2].GetProperty("Detail").GetString());
    }

    /// <summary>The workflow's definition reads them by paths, which must find something.</summary>
    [Fact]
    public async Task A_user_from_before_there_were_tenants_and_traces_has_a_tenant_and_an_empty_trace()
    {
        await using var function = await StartAsync();

        await DeliverAsync(function, Samples.UserRecord("1", Ada, "pending", source: "cognito"));

        var signUp = BusWire.EventsOf(function)[1];
        Assert.Equal("", signUp.GetProperty("metadata").GetProperty("traceparent").GetString());
        Assert.Equal("t-" + Ada, signUp.GetProperty("data").GetProperty("tenantId").GetString());
        Assert.False(signUp.GetProperty("data").GetProperty("verified").GetBoolean());
    }

    [Theory]
    [InlineData("register")]
    [InlineData("createUser")]
    public async Task A_user_of_another_door_has_not_signed_up(string source)
    {
        await using var function = await StartAsync();

        await DeliverAsync(function, Samples.UserRecord("1", Ada, "pending", source: source));

        Assert.Equal(["registered"], Types(function));
    }

    [Theory]
    [InlineData("Enrich", "pending", "pending")]
    [InlineData("Provision", "processing", "pending")]
    [InlineData("Provision", "failed", null)]
    public async Task No_other_change_of_the_user_is_a_sign_up(string handler, string status, string? before)
    {
        await using var function = await StartAsync(handler: handler);

        await DeliverAsync(
            function, Samples.UserRecord("1", Ada, status, before: before, source: "cognito", more: Tenant("t-x")));

        Assert.DoesNotContain("signup", Types(function));
    }

    [Fact]
    public async Task Another_attempt_tells_the_same_sign_up_again()
    {
        await using var function = await StartAsync();

        await DeliverAsync(function, SignUp("1"));
        await DeliverAsync(
            function, Samples.UserRecord("2", Ada, "pending", before: "processing", attempt: 2, source: "cognito"));

        var events = BusWire.EventsOf(function);
        Assert.Equal(["registered", "signup", "registered", "signup"], Types(function));
        Assert.NotEqual(Id(events[0]), Id(events[2]));
        Assert.Equal(Id(events[1]), Id(events[3]));
    }

    [Fact]
    public async Task A_user_whose_sign_up_the_bus_refuses_is_not_worked_on_and_comes_again()
    {
        await using var function = await StartAsync(
            request => BusWire.Answer(request, detail => Type(detail) == "signup"));

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"1"}]}""", await DeliverAsync(function, SignUp("1")));

        Assert.Empty(function.Aws.Requests);
        Assert.Contains("signup", function.Logs, StringComparison.Ordinal);
        Assert.Contains("which will be published again: ThrottlingException", function.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crowd_is_told_ten_events_at_a_time()
    {
        await using var function = await StartAsync();
        var records = Enumerable.Range(1, 8).Select(number => Samples.UserRecord(
            $"{number}", $"user-{number}", "pending", source: "cognito", more: Invited("used")));

        Assert.Equal(Done, await DeliverAsync(function, [.. records]));

        Assert.Equal([10, 10, 4], function.Bus.Requests.Select(request => BusWire.EventsIn(request).Count));
        Assert.Equal(24, BusWire.EventsOf(function).Select(Id).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_personal_is_in_an_event()
    {
        await using var function = await StartAsync();

        await DeliverAsync(function, SignUp("1", Invited("used")));

        var text = Assert.Single(function.Bus.Requests).Body;
        Assert.All(
            ["ada@", "example.com", "\\\"Ada\\\""],
            personal => Assert.DoesNotContain(personal, text, StringComparison.Ordinal));
    }

    private static string Tenant(string tenantId) => $$""", "tenantId": {"S": "{{tenantId}}"}""";

    private static string Invited(string mark) => $$""", "invitation": {"S": "{{mark}}"}""";

    private static string SignUp(string sequenceNumber, params string[] more) => Samples.UserRecord(
        sequenceNumber, Ada, "pending", trace: Trace, source: "cognito", more: string.Concat(more));

    private static string Describe(JsonElement entry) =>
        $"{entry.GetProperty("Source").GetString()} {entry.GetProperty("DetailType").GetString()}";

    private static IEnumerable<string?> Types(FunctionUnderTest function) => BusWire.EventsOf(function).Select(Type);

    private static string? Type(JsonElement detail) =>
        detail.GetProperty("metadata").GetProperty("event_type").GetString();

    private static string? Id(JsonElement detail) => detail.GetProperty("metadata").GetProperty("id").GetString();

    private static Task<FunctionUnderTest> StartAsync(
        Func<WireRequest, WireResponse>? bus = null, string handler = "Enrich") =>
        FunctionUnderTest.StartAsync(
            handler,
            request => request.Method == "GET"
                ? new(200, """{"objectClassName":"domain","ldhName":"example.com"}""")
                : new(200),
            bus: bus);

    private static async Task<string> DeliverAsync(FunctionUnderTest function, params string[] records) =>
        (await function.InvokeAsync(Samples.Stream(records))).Request.Body;
}
