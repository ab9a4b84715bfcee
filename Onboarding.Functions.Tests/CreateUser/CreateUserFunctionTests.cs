using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Tests.CreateUser;

public sealed class CreateUserFunctionTests
{
    private const string Password = "Vexing-Plumbus-7";

    private const string Body =
        $$"""
        {"username":"Ada","password":"{{Password}}","email":"A.Lovelace@Example.com","name":"Ada Lovelace",
        "phone":"+4915112345678"}
        """;

    [Fact]
    public async Task Stores_the_user_and_both_claims_in_one_transaction_and_answers_200()
    {
        await using var function = await FunctionUnderTest.StartAsync("CreateUser", _ => new(200));

        var answer = await PostAsync(function, Body);

        Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
        var body = JsonDocument.Parse(answer.GetProperty("body").GetString()!).RootElement;
        var userId = body.GetProperty("userId").GetString()!;
        Assert.Equal(7, Guid.Parse(userId).Version);
        Assert.Equal("pending", body.GetProperty("status").GetString());
        var request = Assert.Single(function.Aws.Requests);
        Assert.Equal("TransactWriteItems", request.Operation);
        var puts = JsonDocument.Parse(request.Body).RootElement.GetProperty("TransactItems");
        Assert.Equal(3, puts.GetArrayLength());
        var user = Item(puts[0]);
        Assert.Equal("createUser", Text(user, "source"));
        Assert.Equal("ada", Text(user, "username"));
        Assert.Equal("a.lovelace@example.com", Text(user, "email"));
        Assert.Equal("pending", Text(user.GetProperty("metadata").GetProperty("M"), "status"));
        Assert.Contains(function.Spans, span => Text(user, "trace").Contains(span.SpanId.ToHexString()));
        Assert.Equal("email#a.lovelace@example.com", Text(Item(puts[1]), "identity"));
        Assert.Equal("claimed", Text(Item(puts[1]), "proof"));
        Assert.Equal("username#ada", Text(Item(puts[2]), "identity"));
        Assert.Equal(userId, Text(Item(puts[2]), "userId"));
        Assert.True(PasswordHash.Parse(Text(Item(puts[2]), "password")).Verify(Password));
    }

    [Fact]
    public async Task Makes_the_same_user_of_the_same_seed_and_time()
    {
        var first = await DecidedAsync(seed: 1);

        Assert.Equal(first, await DecidedAsync(seed: 1));
        var other = await DecidedAsync(seed: 2);
        Assert.NotEqual(first.UserId, other.UserId);
        Assert.NotEqual(first.Password, other.Password);

        static async Task<(string UserId, string Password)> DecidedAsync(int seed)
        {
            await using var function = await FunctionUnderTest.StartAsync(
                "CreateUser", _ => new(200), time: new ManualClock(), random: SeededRandom.From(seed));
            await PostAsync(function, Body);
            using var sent = JsonDocument.Parse(Assert.Single(function.Aws.Requests).Body);
            var credential = Item(sent.RootElement.GetProperty("TransactItems")[2]);
            return (Text(credential, "userId"), Text(credential, "password"));
        }
    }

    [Fact]
    public async Task Keeps_the_password_and_its_hash_out_of_the_user_whose_changes_are_streamed()
    {
        await using var function = await FunctionUnderTest.StartAsync("CreateUser", _ => new(200));

        await PostAsync(function, Body);

        var sent = Assert.Single(function.Aws.Requests).Body;
        var puts = JsonDocument.Parse(sent).RootElement.GetProperty("TransactItems");
        Assert.DoesNotContain("pbkdf2", puts[0].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("pbkdf2", puts[1].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_400_with_the_faults_of_every_field_at_once()
    {
        await using var function = await FunctionUnderTest.StartAsync("CreateUser", _ => new(200));

        var answer = await PostAsync(
            function, """{"username":"a","password":"short","email":"x","phone":"1","role":"admin"}""");

        Assert.Equal(400, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal(
            ["role", "username", "email", "name", "phone", "password", "password", "password", "password"],
            FieldsOf(answer));
        Assert.DoesNotContain("short", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(function.Aws.Requests);
    }

    [Theory]
    [InlineData("ConditionalCheckFailed", "None", "email")]
    [InlineData("None", "ConditionalCheckFailed", "username")]
    [InlineData("ConditionalCheckFailed", "ConditionalCheckFailed", "username,email")]
    public async Task Answers_409_for_a_known_username_or_e_mail(string email, string username, string fields)
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "CreateUser",
            request => request.Operation == "GetItem"
                ? DynamoDb.ItemOf(request, claim: "claimed", status: "completed")
                : DynamoDb.Cancelled("None", email, username));

        var answer = await PostAsync(function, Body);

        Assert.Equal(409, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal(fields.Split(','), FieldsOf(answer));
    }

    [Fact]
    public async Task Answers_503_when_the_contention_does_not_end()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "CreateUser", _ => DynamoDb.Cancelled("None", "TransactionConflict", "None"));

        var answer = await PostAsync(function, Body);

        Assert.Equal(503, answer.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task Answers_415_for_what_is_not_JSON()
    {
        await using var function = await FunctionUnderTest.StartAsync("CreateUser", _ => new(200));

        var posted = await function.InvokeAsync(Samples.HttpRequest("POST /createUser", body: Body));

        Assert.Contains("\"statusCode\":415", posted.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_neither_password_nor_personal_data_in_errors_logs_and_spans()
    {
        await using var function = await FunctionUnderTest.StartAsync("CreateUser", _ => new(
            400,
            $$"""
            {"__type":"com.amazonaws.dynamodb#ValidationException","message":"bad a.lovelace@example.com"}
            """));

        var posted = await function.InvokeAsync(
            Samples.HttpRequest("POST /createUser", """{"content-type":"application/json"}""", body: Body));

        Assert.Equal("error", posted.Kind);
        var seen = posted.Request.Body + function.Seen();
        Assert.Contains("ValidationException", seen, StringComparison.Ordinal);
        foreach (var secret in new[] { Password, "pbkdf2", "lovelace", "4915112345678" })
        {
            Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<JsonElement> PostAsync(FunctionUnderTest function, string body)
    {
        var posted = await function.InvokeAsync(
            Samples.HttpRequest("POST /createUser", """{"content-type":"application/json"}""", body: body));
        Assert.Equal("response", posted.Kind);
        return JsonDocument.Parse(posted.Request.Body).RootElement;
    }

    private static IEnumerable<string?> FieldsOf(JsonElement answer) =>
        JsonDocument.Parse(answer.GetProperty("body").GetString()!).RootElement.GetProperty("errors")
            .EnumerateArray().Select(error => error.GetProperty("field").GetString());

    private static JsonElement Item(JsonElement put) => put.GetProperty("Put").GetProperty("Item");

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetProperty("S").GetString()!;
}
