using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Tests.Stack;
using Onboarding.LocalAws.EventPatterns;

namespace Onboarding.Functions.Tests.SyncProfile;

public sealed class SyncProfileFunctionTests
{
    private static readonly WireResponse Done = new(200);

    [Fact]
    public async Task Carries_tenant_name_and_standard_preferences_to_the_pool()
    {
        await using var function = await FunctionUnderTest.StartAsync("SyncProfile", _ => Done);

        var posted = await function.InvokeAsync(Samples.Stream(Samples.TenantUserRecord(
            "1", "t-1", "ada", "Ada King", """ "locale": {"S": "de-DE"}, "theme": {"S": "dark"} """)));

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        var request = Assert.Single(function.Aws.Requests);
        Assert.Equal("AdminUpdateUserAttributes", request.Operation);
        var input = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(("us-east-1_pool", "ada"),
            (input.GetProperty("UserPoolId").GetString(), input.GetProperty("Username").GetString()));
        Assert.Equal(
            ["custom:tenant=t-1", "name=Ada King", "locale=de-DE", "zoneinfo="],
            input.GetProperty("UserAttributes").EnumerateArray().Select(
                attribute => $"{attribute.GetProperty("Name")}={attribute.GetProperty("Value")}"));
    }

    [Fact]
    public async Task Takes_no_required_name_away()
    {
        await using var function = await FunctionUnderTest.StartAsync("SyncProfile", _ => Done);
        var unnamed = Samples.TenantUserRecord("1", "t-1", "ada")
            .Replace("""{"S": "Ada"}""", """{"NULL": true}""", StringComparison.Ordinal);

        await function.InvokeAsync(Samples.Stream(unnamed));

        Assert.DoesNotContain("\"name\"", Assert.Single(function.Aws.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drops_a_user_who_is_not_in_the_pool_any_more_with_a_line_in_the_log()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "SyncProfile", _ => new(400, """{"__type":"UserNotFoundException","message":"User does not exist."}"""));

        var posted = await function.InvokeAsync(Samples.Stream(Samples.TenantUserRecord("1", "t-1", "gone")));

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        Assert.Contains("User gone is not in the pool any more", function.Logs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TooManyRequestsException", 400)]
    [InlineData("ResourceNotFoundException", 400)]
    [InlineData("InternalErrorException", 500)]
    public async Task Hands_back_what_the_pool_did_not_take_and_all_later_of_that_user(string code, int status)
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "SyncProfile",
            request => request.Body.Contains("\"slow\"", StringComparison.Ordinal)
                ? new(status, $$"""{"__type":"{{code}}","message":"no"}""")
                : Done);

        var posted = await function.InvokeAsync(Samples.Stream(
            Samples.TenantUserRecord("1", "t-1", "slow", "First"),
            Samples.TenantUserRecord("2", "t-1", "quick", "Other"),
            Samples.TenantUserRecord("3", "t-1", "slow", "Second")));

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"1"},{"itemIdentifier":"3"}]}""", posted.Request.Body);
        Assert.DoesNotContain(
            function.Aws.Requests, request => request.Body.Contains("Second", StringComparison.Ordinal));
        Assert.Single(function.Aws.Requests, request => request.Body.Contains("quick", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tries_a_throttled_call_again()
    {
        var calls = 0;
        await using var function = await FunctionUnderTest.StartAsync(
            "SyncProfile",
            _ => ++calls < 3 ? new(400, """{"__type":"TooManyRequestsException","message":"slow down"}""") : Done);

        var posted = await function.InvokeAsync(Samples.Stream(Samples.TenantUserRecord("1", "t-1", "ada")));

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        Assert.Equal(3, calls);
    }

    /// <summary>The template's filter and the function's own check are one condition in two languages.</summary>
    [Fact]
    public async Task Takes_exactly_the_records_that_its_filter_lets_through()
    {
        var filters = DeployedFunctions.StreamFilters("SyncProfile").Select(EventPattern.Parse).ToArray();
        string[] records =
        [
            Samples.TenantUserRecord("1", "t-1", "a", eventName: "INSERT"),
            Samples.TenantUserRecord("2", "t-1", "b", eventName: "MODIFY"),
            Samples.TenantUserRecord("3", "t-1", "c", eventName: "REMOVE"),
            Samples.TenantUserRecord("4", "t-1", "d").Replace("NewImage", "OldImage", StringComparison.Ordinal),
            Samples.TenantUserRecord("5", "t-1", "e").Replace("userId", "id", StringComparison.Ordinal),
            Samples.TenantUserRecord("6", "t-1", "f").Replace("tenantId", "id", StringComparison.Ordinal),
            Samples.TenantUserRecord("7", "t-1", "g")
                .Replace("""{"S": "t-1"}""", """{"N": "1"}""", StringComparison.Ordinal),
        ];
        await using var function = await FunctionUnderTest.StartAsync(
            "SyncProfile", _ => new(400, """{"__type":"NotAuthorizedException","message":"no"}"""));

        var posted = await function.InvokeAsync(Samples.Stream(records));

        var taken = JsonDocument.Parse(posted.Request.Body).RootElement.GetProperty("batchItemFailures")
            .EnumerateArray().Select(failure => failure.GetProperty("itemIdentifier").GetString());
        Assert.Equal(["1", "2"], taken);
        Assert.Equal(
            ["1", "2"],
            records.Select(record => JsonDocument.Parse(record).RootElement)
                .Where(record => Array.Exists(filters, filter => filter.Matches(new EventFields(record))))
                .Select(record => record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()));
    }

    [Fact]
    public async Task Goes_on_with_the_trace_of_the_write_and_shows_nothing_personal()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await using var function = await FunctionUnderTest.StartAsync(
            "SyncProfile", _ => new(400, """{"__type":"InvalidParameterException","message":"bad ada@example.com"}"""));

        await function.InvokeAsync(Samples.Stream(
            Samples.TenantUserRecord("1", "t-1", "ada", "Lovelace", trace: Trace)));

        Assert.Contains(function.Spans, span => span.ParentSpanId.ToHexString() == "b7ad6b7169203331");
        Assert.Contains("AmazonCognitoIdentityProviderException", function.Seen(), StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", function.Seen(), StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", function.Seen(), StringComparison.Ordinal);
    }
}
