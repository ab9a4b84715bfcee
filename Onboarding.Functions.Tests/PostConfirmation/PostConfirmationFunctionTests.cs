using System.Diagnostics;
using System.Text.Json;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.PostConfirmation;

public sealed class PostConfirmationFunctionTests
{
    private const string Sub = "1d2c3b4a-0000-4000-8000-00000000abcd";
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task Stores_the_user_in_one_write_and_answers_with_the_event_unchanged()
    {
        await using var function = await StartAsync(_ => new(200));
        var payload = SignUp();

        var posted = await function.InvokeAsync(payload);

        Assert.Equal("response", posted.Kind);
        Assert.Equal(payload, posted.Request.Body);
        Assert.Equal(["TransactWriteItems"], Operations(function));
        var puts = Sent(function, "TransactWriteItems").GetProperty("TransactItems");
        var user = puts[0].GetProperty("Put").GetProperty("Item");
        Assert.Equal(Sub, Text(user, "userId"));
        Assert.Equal("ada@example.com", Text(user, "email"));
        Assert.Equal(("Ada", "Lovelace", "Ada Lovelace"),
            (Text(user, "firstName"), Text(user, "lastName"), Text(user, "name")));
        Assert.Equal("cognito", Text(user, "source"));
        Assert.True(user.GetProperty("emailVerified").GetProperty("BOOL").GetBoolean());
        var metadata = user.GetProperty("metadata").GetProperty("M");
        Assert.Equal("pending", Text(metadata, "status"));
        Assert.EndsWith("Z", Text(metadata, "createdAt"), StringComparison.Ordinal);
        Assert.Equal("attribute_not_exists(userId)",
            puts[0].GetProperty("Put").GetProperty("ConditionExpression").GetString());
        var claim = puts[1].GetProperty("Put").GetProperty("Item");
        Assert.Equal(("email#ada@example.com", "verified"), (Text(claim, "identity"), Text(claim, "proof")));
    }

    [Fact]
    public async Task Carries_one_trace_from_the_clients_metadata_into_the_item()
    {
        await using var function = await StartAsync(_ => new(200));

        await function.InvokeAsync(SignUp(metadata: $$"""{"traceparent":"{{Trace}}"}"""));

        Activity span = Assert.Single(function.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal("b7ad6b7169203331", span.ParentSpanId.ToHexString());
        Assert.StartsWith("PostConfirmation-", span.DisplayName, StringComparison.Ordinal);
        Assert.Equal("PostConfirmation_ConfirmSignUp", span.GetTagItem("onboarding.trigger_source"));
        Assert.Equal(Sub, span.GetTagItem("onboarding.user.id"));
        var trace = $"00-0af7651916cd43dd8448eb211c80319c-{span.SpanId.ToHexString()}-01";
        Assert.All(function.Aws.Requests, request => Assert.Contains(trace, request.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PostConfirmation_ConfirmForgotPassword")]
    [InlineData("PreSignUp_SignUp")]
    [InlineData("PostAuthentication_Authentication")]
    public async Task Leaves_everything_but_a_sign_up_alone(string source)
    {
        await using var function = await StartAsync(_ => new(200));
        var payload = SignUp(source);

        var posted = await function.InvokeAsync(payload);

        Assert.Equal(payload, posted.Request.Body);
        Assert.Empty(function.Aws.Requests);
    }

    // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html, with a sub.
    [Fact]
    public async Task Takes_the_documented_event()
    {
        await using var function = await StartAsync(_ => new(200));
        const string Payload = $$"""
            {
              "version": "1", "triggerSource": "PostConfirmation_ConfirmSignUp", "region": "us-east-1",
              "userPoolId": "us-east-1_ABC123", "userName": "johndoe",
              "callerContext": { "awsSdkVersion": "2.814.0", "clientId": "client123" },
              "request": {
                "userAttributes": {
                  "sub": "{{Sub}}", "cognito:user_status": "CONFIRMED", "email_verified": "true",
                  "email": "user@example.com", "name": "John Doe", "phone_number": "+4915112345678"
                },
                "clientMetadata": { "customKey": "customValue" }
              },
              "response": {}
            }
            """;

        var posted = await function.InvokeAsync(Payload);

        Assert.Equal(Payload, posted.Request.Body);
        var user = Sent(function, "TransactWriteItems").GetProperty("TransactItems")[0]
            .GetProperty("Put").GetProperty("Item");
        Assert.Equal(("John Doe", "+4915112345678"), (Text(user, "name"), Text(user, "phone")));
    }

    [Fact]
    public async Task Takes_a_repeated_call_for_success()
    {
        await using var function = await StartAsync(request => request.Operation == "GetItem"
            ? DynamoDb.ItemOf(request, claim: "verified", status: "completed")
            : DynamoDb.Cancelled("ConditionalCheckFailed", "None"));

        var posted = await function.InvokeAsync(SignUp());

        Assert.Equal("response", posted.Kind);
        Assert.Equal(["TransactWriteItems", "GetItem"], Operations(function));
    }

    [Fact]
    public async Task Keeps_a_user_whose_e_mail_somebody_else_has_verified_as_failed()
    {
        await using var function = await StartAsync(request => request.Operation switch
        {
            "GetItem" => DynamoDb.ItemOf(request, claim: "verified", status: "completed"),
            _ => request.Body.Contains("email#", StringComparison.Ordinal)
                ? DynamoDb.Cancelled("None", "ConditionalCheckFailed")
                : new(200),
        });

        var posted = await function.InvokeAsync(SignUp());

        Assert.Equal("response", posted.Kind);
        Assert.Equal(["TransactWriteItems", "GetItem", "GetItem", "TransactWriteItems"], Operations(function));
        var put = Assert.Single(JsonDocument.Parse(function.Aws.Requests.Last().Body).RootElement
            .GetProperty("TransactItems").EnumerateArray());
        var metadata = put.GetProperty("Put").GetProperty("Item").GetProperty("metadata").GetProperty("M");
        Assert.Equal(("failed", "email_taken"), (Text(metadata, "status"), Text(metadata, "reason")));
        Assert.Contains($"The registration of user {Sub} failed: email_taken", function.Logs, StringComparison.Ordinal);
        Assert.All(
            function.Spans.Where(span => span.Kind is ActivityKind.Server or ActivityKind.Internal),
            span => Assert.Equal(
                (ActivityStatusCode.Error, "Another user has the e-mail address."),
                (span.Status, span.StatusDescription)));
    }

    [Theory]
    [InlineData("", "Zoë", "Zoë")]
    [InlineData("\\u0007", "Zoë", "Zoë")]
    [InlineData("", "", null)]
    public async Task Leaves_out_names_that_are_none(string first, string last, string? name)
    {
        await using var function = await StartAsync(_ => new(200));

        await function.InvokeAsync(SignUp(first: first, last: last));

        var user = Sent(function, "TransactWriteItems").GetProperty("TransactItems")[0]
            .GetProperty("Put").GetProperty("Item");
        var stored = user.TryGetProperty("name", out var found) ? found.GetProperty("S").GetString() : null;
        Assert.Equal(name, stored);
    }

    [Fact]
    public async Task Stores_a_user_with_an_address_that_we_do_not_take_without_a_claim()
    {
        await using var function = await StartAsync(_ => new(200));

        await function.InvokeAsync(SignUp(email: "zoë@example.com"));

        Assert.Equal(1, Sent(function, "TransactWriteItems").GetProperty("TransactItems").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"triggerSource":"PostConfirmation_ConfirmSignUp","request":{"userAttributes":{}}}""")]
    [InlineData("""{"triggerSource":"PostConfirmation_ConfirmSignUp"}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Refuses_an_event_that_names_no_user(string payload)
    {
        await using var function = await StartAsync(_ => new(200));

        Assert.Equal("error", (await function.InvokeAsync(payload)).Kind);
        Assert.Empty(function.Aws.Requests);
    }

    [Fact]
    public async Task Leaves_no_personal_data_in_errors_logs_and_spans()
    {
        await using var function = await StartAsync(
            _ => new(400, """{"__type":"ValidationException","message":"bad ada@example.com"}"""));

        var posted = await function.InvokeAsync(SignUp());

        var seen = posted.Request.Body + function.Seen();
        Assert.Contains("AmazonDynamoDBException", seen, StringComparison.Ordinal);
        foreach (var secret in new[] { "ada@example.com", "Lovelace" })
        {
            Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static Task<FunctionUnderTest> StartAsync(Func<WireRequest, WireResponse> dynamoDb) =>
        FunctionUnderTest.StartAsync("PostConfirmation", dynamoDb);

    private static string SignUp(
        string source = "PostConfirmation_ConfirmSignUp", string email = "Ada@Example.com", string first = "Ada",
        string last = "Lovelace", string metadata = "{}") =>
        $$"""
        {"version":"1","triggerSource":"{{source}}","region":"us-east-1","userPoolId":"us-east-1_ABC123",
         "userName":"{{Sub}}","callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"client123"},
         "request":{"userAttributes":{"sub":"{{Sub}}","email":"{{email}}","email_verified":"true",
         "cognito:user_status":"CONFIRMED","custom:firstName":"{{first}}","custom:lastName":"{{last}}"},
         "clientMetadata":{{metadata}} },"response":{} }
        """;

    private static IEnumerable<string> Operations(FunctionUnderTest function) =>
        function.Aws.Requests.Select(request => request.Operation);

    private static JsonElement Sent(FunctionUnderTest function, string operation) => JsonDocument.Parse(
        Assert.Single(function.Aws.Requests, request => request.Operation == operation).Body).RootElement;

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetProperty("S").GetString()!;
}
