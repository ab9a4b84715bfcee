using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Me;

public sealed class MeTests
{
    private const string Sub = "1d2c3b4a-0000-4000-8000-00000000abcd";
    private const string Claims = $$"""{"sub":"{{Sub}}","token_use":"access","exp":"1","groups":["a"]}""";

    private const string Ada =
        $$$"""
        {"userId":{"S":"{{{Sub}}}"},"email":{"S":"ada@example.com"},"name":{"S":"Ada"},"firstName":{"S":"Ada"},
        "source":{"S":"cognito"},"trace":{"S":"00-1-2-01"},"metadata":{"M":{"status":{"S":"completed"},
        "createdAt":{"S":"2026-11-20T12:00:00.000Z"},
        "updatedAt":{"S":"2026-11-20T12:00:01.000Z"},"steps":{"M":{} } } } }
        """;

    [Fact]
    public async Task Shows_callers_their_own_user()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "GetMe", _ => new(200, $$"""{"Item":{{Ada}}}"""));

        var answer = await InvokeAsync(function, "GET /me");

        Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("no-store", answer.GetProperty("headers").GetProperty("cache-control").GetString());
        Assert.Equal(
            $$"""
            {"userId":"{{Sub}}","email":"ada@example.com","name":"Ada","firstName":"Ada",
            "source":"cognito","status":"completed","createdAt":"2026-11-20T12:00:00.000Z",
            "updatedAt":"2026-11-20T12:00:01.000Z"}
            """.ReplaceLineEndings(""),
            answer.GetProperty("body").GetString());
        var get = JsonDocument.Parse(Assert.Single(function.Aws.Requests).Body).RootElement;
        Assert.Equal(Sub, get.GetProperty("Key").GetProperty("userId").GetProperty("S").GetString());
        Assert.True(get.GetProperty("ConsistentRead").GetBoolean());
    }

    [Theory]
    [InlineData("GetMe", "GET /me")]
    [InlineData("UpdateMe", "PATCH /me")]
    public async Task Answers_401_where_no_authorizer_names_the_caller(string handler, string route)
    {
        await using var function = await FunctionUnderTest.StartAsync(handler, _ => new(200));

        foreach (var claims in new[] { "{}", """{"sub":""}""", """{"sub":7}""" })
        {
            var answer = await InvokeAsync(function, route, """{"name":"Ada"}""", claims);
            Assert.Equal(401, answer.GetProperty("statusCode").GetInt32());
        }

        Assert.Empty(function.Aws.Requests);
    }

    [Fact]
    public async Task Answers_404_for_a_caller_who_is_not_stored()
    {
        await using var get = await FunctionUnderTest.StartAsync("GetMe", _ => new(200));
        await using var patch = await FunctionUnderTest.StartAsync(
            "UpdateMe", _ => DynamoDb.ConditionFailed);

        var got = await InvokeAsync(get, "GET /me");
        var patched = await InvokeAsync(patch, "PATCH /me", """{"name":"Ada"}""");

        Assert.Equal(404, got.GetProperty("statusCode").GetInt32());
        Assert.Equal(got.GetRawText(), patched.GetRawText());
    }

    [Theory]
    [InlineData("""{"name":" Ada King "}""", "SET #name = :v0, #metadata.#updatedAt = :v1, #trace = :v2")]
    [InlineData(
        """{"name":"Ada","phone":"+4915112345678"}""",
        "SET #name = :v0, #phone = :v1, #metadata.#updatedAt = :v2, #trace = :v3")]
    [InlineData("""{"phone":null}""", "SET #metadata.#updatedAt = :v0, #trace = :v1 REMOVE #phone")]
    public async Task Changes_what_the_body_names_and_nothing_else(string body, string expression)
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "UpdateMe", _ => new(200, $$"""{"Attributes":{{Ada}}}"""));

        var answer = await InvokeAsync(function, "PATCH /me", body);

        Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
        Assert.Contains("ada@example.com", answer.GetProperty("body").GetString(), StringComparison.Ordinal);
        var update = JsonDocument.Parse(Assert.Single(function.Aws.Requests).Body).RootElement;
        Assert.Equal(expression, update.GetProperty("UpdateExpression").GetString());
        Assert.Equal("(attribute_exists(#userId))", update.GetProperty("ConditionExpression").GetString());
        Assert.Equal("ALL_NEW", update.GetProperty("ReturnValues").GetString());
        Assert.Equal(Sub, update.GetProperty("Key").GetProperty("userId").GetProperty("S").GetString());
    }

    [Theory]
    [InlineData("{}", "body must hold a name or a phone")]
    [InlineData("[]", "body must be a JSON object")]
    [InlineData("""{"name":null}""", "name is required")]
    [InlineData("""{"name":"","phone":"1"}""",
        "name must have 1 to 200 characters|phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"email":"eve@example.com","status":"completed","name":"A\u0007"}""",
        "email is not a known field|status is not a known field|name must not contain control characters")]
    public async Task Names_every_fault_of_a_change(string body, string expected)
    {
        await using var function = await FunctionUnderTest.StartAsync("UpdateMe", _ => new(200));

        var answer = await InvokeAsync(function, "PATCH /me", body);

        Assert.Equal(400, answer.GetProperty("statusCode").GetInt32());
        var problem = JsonDocument.Parse(answer.GetProperty("body").GetString()!).RootElement;
        Assert.Equal(expected.Split('|'), problem.GetProperty("errors").EnumerateArray().Select(
            error => $"{error.GetProperty("field").GetString()} {error.GetProperty("message").GetString()}"));
        Assert.Empty(function.Aws.Requests);
    }

    private static async Task<JsonElement> InvokeAsync(
        FunctionUnderTest function, string route, string? body = null, string claims = Claims)
    {
        var posted = await function.InvokeAsync(Samples.HttpRequest(
            route, """{"content-type":"application/json"}""", body: body, claims: claims));
        Assert.Equal("response", posted.Kind);
        return JsonDocument.Parse(posted.Request.Body).RootElement;
    }
}
