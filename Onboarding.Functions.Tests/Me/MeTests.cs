using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Tests.Tenants;

namespace Onboarding.Functions.Tests.Me;

public sealed class MeTests(TenantTables tables) : IClassFixture<TenantTables>
{
    private const string Get = "GET /me";
    private const string Patch = "PATCH /me";

    [Fact]
    public async Task Shows_callers_their_own_user_as_their_tenant_has_it()
    {
        await tables.PutUserAsync("shown");
        await tables.PutMemberAsync("t-shown", "shown", "Ada King", preferences: "dark");
        await using var function = await tables.StartAsync("GetMe");

        var posted = await function.InvokeAsync(Samples.HttpRequest(Get, claims: """{"sub":"shown"}"""));

        var answer = JsonDocument.Parse(posted.Request.Body).RootElement;
        Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("no-store", answer.GetProperty("headers").GetProperty("cache-control").GetString());
        Assert.Equal(
            """
            {"userId":"shown","name":"Ada King","source":"cognito","status":"completed","tenantId":"t-shown",
            "preferences":{"theme":"dark"},"updatedAt":"2026-11-20T12:00:00.000Z"}
            """.ReplaceLineEndings(""),
            answer.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Shows_the_name_of_the_sign_up_until_the_tenant_has_the_user()
    {
        await tables.PutUserAsync("early");
        await using var function = await tables.StartAsync("GetMe");

        var (status, body) = await TenantTables.CallAsync(function, Get, "early");

        Assert.Equal(200, status);
        Assert.Equal("At the sign-up", body.GetProperty("name").GetString());
        Assert.False(body.TryGetProperty("tenantId", out _));
    }

    [Theory]
    [InlineData("GetMe", Get)]
    [InlineData("UpdateMe", Patch)]
    public async Task Answers_401_where_no_authorizer_names_the_caller(string handler, string route)
    {
        await using var function = await FunctionUnderTest.StartAsync(handler, _ => new(200));

        foreach (var claims in new[] { "{}", """{"sub":""}""", """{"sub":7}""" })
        {
            var posted = await function.InvokeAsync(Samples.HttpRequest(
                route, """{"content-type":"application/json"}""", body: """{"name":"Ada"}""", claims: claims));
            Assert.Contains("\"statusCode\":401", posted.Request.Body, StringComparison.Ordinal);
        }

        Assert.Empty(function.Aws.Requests);
    }

    [Fact]
    public async Task Answers_404_for_a_caller_who_is_not_stored()
    {
        await using var get = await tables.StartAsync("GetMe");
        await using var patch = await tables.StartAsync("UpdateMe");

        var (got, body) = await TenantTables.CallAsync(get, Get, "nobody");
        var (patched, same) = await TenantTables.CallAsync(patch, Patch, "nobody", body: """{"name":"Ada"}""");

        Assert.Equal((404, 404), (got, patched));
        Assert.Equal(body.GetRawText(), same.GetRawText());
    }

    [Fact]
    public async Task Writes_name_and_preferences_of_a_pool_user_to_the_tenant_and_the_phone_to_the_user()
    {
        await tables.PutUserAsync("pool");
        await tables.PutMemberAsync("t-pool", "pool", preferences: "dark");
        await using var function = await tables.StartAsync("UpdateMe");

        var (status, body) = await TenantTables.CallAsync(
            function, Patch, "pool",
            body: """{"name":" Ada King ","phone":"+4915112345678","preferences":{"locale":"de-DE"}}""");

        Assert.Equal(200, status);
        Assert.Equal("Ada King", body.GetProperty("name").GetString());
        Assert.Equal("""{"locale":"de-DE","theme":"dark"}""", body.GetProperty("preferences").GetRawText());
        var member = await tables.MemberAsync("t-pool", "pool");
        Assert.Equal(("Ada King", "de-DE", "dark"),
            (member["name"].S, member["preferences"].M["locale"].S, member["preferences"].M["theme"].S));
        Assert.StartsWith("00-", member["trace"].S, StringComparison.Ordinal);
        var user = await tables.UserAsync("pool");
        Assert.Equal(("At the sign-up", "+4915112345678"), (user["name"].S, user["phone"].S));
        Assert.DoesNotContain("preferences", user.Keys);
    }

    [Fact]
    public async Task Writes_all_of_another_doors_user_to_Users()
    {
        await tables.PutUserAsync("other", source: "createUser");
        await using var function = await tables.StartAsync("UpdateMe");

        await TenantTables.CallAsync(
            function, Patch, "other",
            body: """{"name":"Grace","phone":"+4915112345678","preferences":{"theme":"x"}}""");
        var (status, body) = await TenantTables.CallAsync(
            function, Patch, "other", body: """{"phone":null,"preferences":{"lang":"en"}}""");

        Assert.Equal(200, status);
        Assert.Equal("""{"lang":"en","theme":"x"}""", body.GetProperty("preferences").GetRawText());
        Assert.False(body.TryGetProperty("tenantId", out _));
        var user = await tables.UserAsync("other");
        Assert.Equal("Grace", user["name"].S);
        Assert.DoesNotContain("phone", user.Keys);
        Assert.Equal(2, user["preferences"].M.Count);
    }

    [Theory]
    [InlineData("""{"preferences":{"theme":null}}""", "{}")]
    [InlineData("""{"preferences":null}""", "{}")]
    [InlineData("""{"preferences":{}}""", """{"theme":"dark"}""")]
    [InlineData("""{"preferences":{"theme":"light","a":"1"}}""", """{"a":"1","theme":"light"}""")]
    [InlineData("""{"name":"Ada"}""", """{"theme":"dark"}""")]
    public async Task Merges_preferences_into_those_that_are_there(string change, string expected)
    {
        var userId = $"merge-{Math.Abs(change.GetHashCode(StringComparison.Ordinal))}";
        await tables.PutUserAsync(userId);
        await tables.PutMemberAsync("t-merge", userId, preferences: "dark");
        await using var function = await tables.StartAsync("UpdateMe");

        var (status, body) = await TenantTables.CallAsync(function, Patch, userId, body: change);

        Assert.Equal(200, status);
        Assert.Equal(expected, body.GetProperty("preferences").GetRawText());
    }

    [Fact]
    public async Task Loses_none_of_several_changes_at_once_and_keeps_the_limit()
    {
        await tables.PutUserAsync("busy");
        await tables.PutMemberAsync("t-busy", "busy");
        var functions = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tables.StartAsync("UpdateMe")));
        var answers = await Task.WhenAll(functions.Select((function, i) => TenantTables.CallAsync(
            function, Patch, "busy", body: $$"""{"preferences":{"p{{i}}":"x"} }""")));

        var stored = (await tables.MemberAsync("t-busy", "busy"))["preferences"].M;
        var taken = answers.Select((answer, i) => (answer.Status, Name: $"p{i}")).ToArray();
        Assert.All(taken, answer => Assert.Equal(answer.Status == 200, stored.ContainsKey(answer.Name)));
        Assert.Contains(taken, answer => answer.Status == 200);
        var many = string.Join(',', Enumerable.Range(0, 16).Select(i => $"\"p{i}\":\"x\""));
        Assert.Equal(200, (await TenantTables.CallAsync(
            functions[0], Patch, "busy", body: $$"""{"preferences":{ {{many}} } }""")).Status);
        var (status, body) = await TenantTables.CallAsync(
            functions[0], Patch, "busy", body: """{"preferences":{"p16":"x"}}""");
        Assert.Equal(400, status);
        Assert.Contains("must not be more than 16", body.GetRawText(), StringComparison.Ordinal);
        foreach (var function in functions)
        {
            await function.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("pending", 503)]
    [InlineData("completed", 503)]
    [InlineData("failed", 409)]
    public async Task Changes_nothing_before_the_tenant_has_the_user(string status, int answer)
    {
        await tables.PutUserAsync("waiting-" + status, status: status);
        await using var function = await tables.StartAsync("UpdateMe");

        var (answered, _) = await TenantTables.CallAsync(
            function, Patch, "waiting-" + status, body: """{"name":"Lost"}""");

        Assert.Equal(answer, answered);
        Assert.Equal("At the sign-up", (await tables.UserAsync("waiting-" + status))["name"].S);
    }

    [Theory]
    [InlineData("{}", "body must hold a name, a phone or preferences")]
    [InlineData("[]", "body must be a JSON object")]
    [InlineData("""{"name":null}""", "name is required")]
    [InlineData("""{"name":"","phone":"1"}""",
        "name must have 1 to 200 characters|phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"email":"eve@example.com","tenantId":"t-eve","name":"A\u0007"}""",
        "email is not a known field|tenantId is not a known field|name must not contain control characters")]
    [InlineData("""{"preferences":"dark"}""", "preferences must be an object")]
    [InlineData("""{"preferences":[]}""", "preferences must be an object")]
    [InlineData("""{"preferences":{},"preferences":{}}""", "preferences must not be given twice")]
    [InlineData("""{"preferences":{"a":"1","a":"2"}}""", "preferences.a must not be given twice")]
    [InlineData("""{"preferences":{"a":1,"b":{"c":[1]},"d":["x"]}}""",
        "preferences.a must be a string|preferences.b must be a string|preferences.d must be a string")]
    [InlineData("""{"preferences":{"a":"\ud800"}}""", "preferences.a must be valid Unicode")]
    [InlineData("""{"preferences":{"a":"","b":"x\u0000"}}""",
        "preferences.a must have 1 to 256 characters, none of them a control character"
        + "|preferences.b must have 1 to 256 characters, none of them a control character")]
    [InlineData("""{"preferences":{"":"x","1a":"x","a b":"x","a$":"x"}}""",
        "preferences. must have a name of 1 to 32 letters, digits, dots, hyphens and underscores"
        + "|preferences.1a must have a name of 1 to 32 letters, digits, dots, hyphens and underscores"
        + "|preferences.a b must have a name of 1 to 32 letters, digits, dots, hyphens and underscores"
        + "|preferences.a$ must have a name of 1 to 32 letters, digits, dots, hyphens and underscores")]
    public async Task Names_every_fault_of_a_change(string body, string expected)
    {
        await using var function = await FunctionUnderTest.StartAsync("UpdateMe", _ => new(200));

        var (status, problem) = await TenantTables.CallAsync(function, Patch, "ada", body: body);

        Assert.Equal(400, status);
        Assert.Equal(expected.Split('|'), problem.GetProperty("errors").EnumerateArray().Select(
            error => $"{error.GetProperty("field").GetString()} {error.GetProperty("message").GetString()}"));
        Assert.Empty(function.Aws.Requests);
    }

    [Fact]
    public async Task Answers_a_huge_map_with_few_faults_and_logs_no_name_of_it()
    {
        await using var function = await FunctionUnderTest.StartAsync("UpdateMe", _ => new(200));
        var members = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"ada{i}@example.com\":\"x\""));

        var (status, problem) = await TenantTables.CallAsync(
            function, Patch, "ada", body: $$"""{"preferences":{ {{members}} } }""");

        Assert.Equal(400, status);
        Assert.InRange(problem.GetProperty("errors").GetArrayLength(), 1, 100);
        Assert.DoesNotContain("@example.com", function.Seen(), StringComparison.Ordinal);
    }
}
