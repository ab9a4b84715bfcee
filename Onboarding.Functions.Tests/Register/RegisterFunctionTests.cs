using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Register;

public sealed class RegisterFunctionTests
{
    private const string Body = """{"email":"Ada@Example.com","name":"Ada","phone":"+4915112345678"}""";

    [Fact]
    public async Task Stores_user_and_claims_in_one_transaction_and_answers_202()
    {
        await using var function = await FunctionUnderTest.StartAsync("Register", _ => new(200));

        var answer = await PostAsync(function, Body, """, "idempotency-key":"key-1" """);

        Assert.Equal(202, answer.GetProperty("statusCode").GetInt32());
        var body = JsonDocument.Parse(answer.GetProperty("body").GetString()!).RootElement;
        var userId = body.GetProperty("userId").GetString()!;
        Assert.Equal(7, Guid.Parse(userId).Version);
        Assert.Equal("pending", body.GetProperty("status").GetString());
        Assert.Equal($"/registrations/{userId}", answer.GetProperty("headers").GetProperty("location").GetString());

        var request = Assert.Single(function.Aws.Requests);
        Assert.Equal("TransactWriteItems", request.Operation);
        Assert.StartsWith(
            "AWS4-HMAC-SHA256 Credential=test/", request.Headers["Authorization"], StringComparison.Ordinal);
        var puts = JsonDocument.Parse(request.Body).RootElement.GetProperty("TransactItems");
        Assert.Equal(3, puts.GetArrayLength());
        var user = puts[0].GetProperty("Put").GetProperty("Item");
        Assert.Equal("ada@example.com", user.GetProperty("email").GetProperty("S").GetString());
        var metadata = user.GetProperty("metadata").GetProperty("M");
        Assert.Equal("pending", metadata.GetProperty("status").GetProperty("S").GetString());
        Assert.Empty(metadata.GetProperty("steps").GetProperty("M").EnumerateObject());
        var trace = user.GetProperty("trace").GetProperty("S").GetString()!;
        Assert.Contains(
            function.Spans, span => trace == $"00-{span.TraceId.ToHexString()}-{span.SpanId.ToHexString()}-01");
        Assert.Equal("email#ada@example.com", Identity(puts[1]));
        Assert.Equal("idempotency#3f9c01d2ab47#key-1", Identity(puts[2]));
        var claim = puts[1].GetProperty("Put").GetProperty("Item");
        Assert.Equal("vouched", claim.GetProperty("proof").GetProperty("S").GetString());
        Assert.EndsWith("Z", claim.GetProperty("claimedAt").GetProperty("S").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("nonsense", 415)]
    [InlineData("", 415)]
    [InlineData(" ", 415)]
    [InlineData(@"\t", 415)]
    [InlineData(";", 415)]
    [InlineData("/", 415)]
    [InlineData("application/json, application/json", 415)]
    [InlineData("application/json; charset=UTF-8", 202)]
    [InlineData("Application/JSON", 202)]
    public async Task Takes_only_JSON(string? contentType, int status)
    {
        await using var function = await FunctionUnderTest.StartAsync("Register", _ => new(200));
        var headers = contentType is null ? "{}" : $$"""{"content-type":"{{contentType}}"}""";

        var posted = await function.InvokeAsync(Samples.HttpRequest("POST /register", headers, body: Body));

        Assert.Equal(status, JsonDocument.Parse(posted.Request.Body).RootElement.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task Answers_400_with_every_fault()
    {
        await using var function = await FunctionUnderTest.StartAsync("Register", _ => new(200));

        var answer = await PostAsync(function, """{"email":"x"}""", """, "idempotency-key":"has space" """);

        Assert.Equal(400, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal(
            "application/problem+json", answer.GetProperty("headers").GetProperty("content-type").GetString());
        var problem = JsonDocument.Parse(answer.GetProperty("body").GetString()!).RootElement;
        Assert.Equal(
            ["email", "name", "phone", "Idempotency-Key"],
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()));
        Assert.Empty(function.Aws.Requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"apiKeyId":""}""")]
    public async Task Answers_401_where_no_authorizer_names_the_key(string lambda)
    {
        await using var function = await FunctionUnderTest.StartAsync("Register", _ => new(200));

        var posted = await function.InvokeAsync(Samples.HttpRequest(
            "POST /register", """{"content-type":"application/json"}""", body: Body, lambda: lambda));

        Assert.Contains("\"statusCode\":401", posted.Request.Body, StringComparison.Ordinal);
        Assert.Empty(function.Aws.Requests);
    }

    [Fact]
    public async Task Answers_409_for_a_known_e_mail_without_naming_its_user()
    {
        await using var function = await FunctionUnderTest.StartAsync("Register", request =>
            request.Operation == "GetItem"
                ? DynamoDb.ItemOf(request, claim: "vouched", status: "completed")
                : DynamoDb.Cancelled("None", "ConditionalCheckFailed"));

        var answer = await PostAsync(function, Body);

        Assert.Equal(409, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal(
            """{"title":"Conflict","status":409,"detail":"This e-mail address is registered already."}""",
            answer.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Repeats_the_first_answer_for_a_repeated_key()
    {
        string? firstPut = null;
        await using var function = await FunctionUnderTest.StartAsync("Register", request =>
        {
            if (request.Operation == "GetItem")
            {
                return new(200, $$"""{"Item":{{firstPut}}}""");
            }

            var puts = JsonDocument.Parse(request.Body).RootElement.GetProperty("TransactItems");
            if (firstPut is not null)
            {
                return DynamoDb.Cancelled("None", "ConditionalCheckFailed", "ConditionalCheckFailed");
            }

            firstPut = puts[2].GetProperty("Put").GetProperty("Item").GetRawText();
            return new(200);
        });
        const string Key = """, "idempotency-key":"key-1" """;

        var first = await PostAsync(function, Body, Key);
        var again = await PostAsync(
            function, """{"name":"Ada","phone":"+4915112345678","email":"ada@example.com"}""", Key);
        var other = await PostAsync(
            function, """{"name":"Eve","phone":"+4915112345678","email":"ada@example.com"}""", Key);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(422, other.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task Tries_again_while_another_transaction_holds_an_item()
    {
        var calls = 0;
        await using var function = await FunctionUnderTest.StartAsync(
            "Register",
            _ => Interlocked.Increment(ref calls) < 3 ? DynamoDb.Cancelled("None", "TransactionConflict") : new(200));

        var answer = await PostAsync(function, Body);

        Assert.Equal(202, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Answers_503_when_the_contention_does_not_end()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "Register", _ => DynamoDb.Cancelled("TransactionConflict", "None"));

        var answer = await PostAsync(function, Body);

        Assert.Equal(503, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("1", answer.GetProperty("headers").GetProperty("retry-after").GetString());
    }

    [Fact]
    public async Task Takes_its_own_lost_answer_for_success()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "Register", _ => DynamoDb.Cancelled("ConditionalCheckFailed", "ConditionalCheckFailed"));

        Assert.Equal(202, (await PostAsync(function, Body)).GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task Leaves_no_personal_data_in_logs_and_spans()
    {
        await using var function = await FunctionUnderTest.StartAsync("Register", _ => new(
            400, """{"__type":"com.amazonaws.dynamodb#ValidationException","message":"bad ada@example.com"}"""));

        var posted = await function.InvokeAsync(
            Samples.HttpRequest("POST /register", """{"content-type":"application/json"}""", body: Body));

        Assert.Equal("error", posted.Kind);
        var seen = posted.Request.Body + function.Seen();
        Assert.Contains("ValidationException", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("4915112345678", seen, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> PostAsync(FunctionUnderTest function, string body, string moreHeaders = "")
    {
        var headers = $$"""{"content-type":"application/json"{{moreHeaders}}}""";
        var posted = await function.InvokeAsync(Samples.HttpRequest("POST /register", headers, body: body));
        Assert.Equal("response", posted.Kind);
        return JsonDocument.Parse(posted.Request.Body).RootElement;
    }

    private static string? Identity(JsonElement put) =>
        put.GetProperty("Put").GetProperty("Item").GetProperty("identity").GetProperty("S").GetString();
}
