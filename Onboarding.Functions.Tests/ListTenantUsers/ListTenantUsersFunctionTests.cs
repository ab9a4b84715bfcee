using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.ListTenantUsers;
using Onboarding.Functions.Tests.Tenants;

namespace Onboarding.Functions.Tests.ListTenantUsers;

public sealed class ListTenantUsersFunctionTests(TenantTables tables) : IClassFixture<TenantTables>
{
    private const string Route = "GET /tenants/{tenantId}/users";

    [Theory]
    [InlineData(null, 1)]
    [InlineData(7, 1)]
    [InlineData(3, 3)]
    [InlineData(1, 7)]
    public async Task Pages_through_every_user_of_the_tenant_once(int? limit, int pages)
    {
        string[] users = [.. Enumerable.Range(1, 7).Select(i => $"user-{i}")];
        foreach (var user in users)
        {
            await tables.PutMemberAsync("t-seven", user, name: user == "user-3" ? null : "Name of " + user);
            await tables.PutMemberAsync("t-seven-b", user + "-b");
        }

        await using var function = await tables.StartAsync("ListTenantUsers");
        List<string> seen = [];
        string? token = null;
        var count = 0;
        do
        {
            var query = Query(limit?.ToString(CultureInfo.InvariantCulture), token);
            var (status, page) = await TenantTables.CallAsync(function, Route, "user-2", "t-seven", query: query);
            Assert.Equal(200, status);
            seen.AddRange(page.GetProperty("users").EnumerateArray().Select(Describe));
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
            count++;
        }
        while (token is not null && count < 20);

        Assert.Equal(users.Select(user => user == "user-3" ? "user-3: –" : $"{user}: Name of {user}"), seen);
        // DynamoDB says that there may be more where a page is exactly full.
        Assert.InRange(count, pages, pages + 1);
    }

    [Theory]
    [InlineData("t-strange")]
    [InlineData("t-that-does-not-exist")]
    [InlineData("t-strange\\u0000")]
    [InlineData("..")]
    public async Task Is_403_for_a_tenant_of_others_as_for_none_whatever_the_page(string tenantId)
    {
        await tables.PutMemberAsync("t-strange", "grace");
        await tables.PutMemberAsync("t-own", "ada");
        await using var function = await tables.StartAsync("ListTenantUsers");
        List<string> answers = [];

        foreach (var query in new[] { "{}", Query("x", "y"), Query(null, PageToken.Write("t-strange", "grace")) })
        {
            var (status, body) = await TenantTables.CallAsync(function, Route, "ada", tenantId, query: query);
            Assert.Equal(403, status);
            answers.Add(body.GetRawText());
        }

        Assert.Equal(
            """{"title":"Forbidden","status":403,"detail":"Only the users of a tenant may do this."}""",
            Assert.Single(answers.Distinct()));
    }

    public static TheoryData<string?, string?, string> Faulty => new()
    {
        { "0", null, "limit" },
        { "101", null, "limit" },
        { "-1", null, "limit" },
        { "1,2", null, "limit" },
        { "٣", null, "limit" },
        { "99999999999999999999", null, "limit" },
        { "", null, "limit" },
        { null, "", "nextToken" },
        { null, "grace", "nextToken" },
        { null, "####", "nextToken" },
        { null, "AAAAAAAAAAA", "nextToken" },
        { null, new string('A', 200_000), "nextToken" },
        { null, PageToken.Write("t-foreign", "grace"), "nextToken" },
        { null, PageToken.Write("t-paged", "ada")[1..], "nextToken" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Names_what_is_wrong_with_a_page(string? limit, string? token, string field)
    {
        await tables.PutMemberAsync("t-paged", "ada");
        await using var function = await tables.StartAsync("ListTenantUsers");

        var (status, body) = await TenantTables.CallAsync(
            function, Route, "ada", "t-paged", query: Query(limit, token));

        Assert.Equal(400, status);
        var fault = Assert.Single(body.GetProperty("errors").EnumerateArray());
        Assert.Equal(field, fault.GetProperty("field").GetString());
        Assert.True(body.GetRawText().Length < 500);
    }

    [Fact]
    public async Task Leaves_no_name_in_logs_and_spans()
    {
        await tables.PutMemberAsync("t-quiet", "ada", name: "Lovelace");
        await using var function = await tables.StartAsync("ListTenantUsers");

        var (_, body) = await TenantTables.CallAsync(function, Route, "ada", "t-quiet");

        Assert.Contains("Lovelace", body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", function.Seen(), StringComparison.Ordinal);
    }

    private static string Describe(JsonElement user) =>
        $"{user.GetProperty("userId")}: {(user.TryGetProperty("name", out var name) ? name.GetString() : "–")}";

    private static string Query(string? limit, string? token)
    {
        var query = new Dictionary<string, string>();
        if (limit is not null)
        {
            query["limit"] = limit;
        }

        if (token is not null)
        {
            query["nextToken"] = token;
        }

        return JsonSerializer.Serialize(query);
    }
}
