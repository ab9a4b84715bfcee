using System.Text.Json;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Tests.Tenants;

namespace Onboarding.Functions.Tests.CreateInvitation;

public sealed class CreateInvitationFunctionTests(TenantTables tables) : IClassFixture<TenantTables>
{
    private const string Route = "POST /tenants/{tenantId}/invitations";

    [Fact]
    public async Task A_member_gets_a_code_of_which_only_the_hash_is_kept()
    {
        await tables.PutMemberAsync("t-kept", "ada");
        var clock = ManualClock.StartedNow();
        await using var function = await tables.StartAsync("CreateInvitation", clock);

        var (status, body) = await TenantTables.CallAsync(function, Route, "ada", "t-kept");

        Assert.Equal(201, status);
        Assert.Equal("t-kept", body.GetProperty("tenantId").GetString());
        var end = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().AddDays(7).ToUnixTimeSeconds());
        Assert.Equal(end, body.GetProperty("expiresAt").GetDateTimeOffset());
        var code = body.GetProperty("code").GetString()!;
        var item = Assert.Single(await tables.InvitationsOfAsync("t-kept"));
        Assert.Equal(("ada", "t-kept"), (item["createdBy"].S, item["tenantId"].S));
        Assert.Equal((end, end.AddDays(30)), (At(item["expiresAt"].N), At(item["purgeAt"].N)));
        Assert.All(
            item.Values, value => Assert.DoesNotContain(code[4..], value.S ?? value.N, StringComparison.Ordinal));
        Assert.DoesNotContain(code[4..], function.Seen(), StringComparison.Ordinal);
        Assert.Contains("User ada has invited somebody into tenant t-kept", function.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_code_is_another_one()
    {
        await tables.PutMemberAsync("t-many", "ada");
        await using var function = await tables.StartAsync("CreateInvitation");
        HashSet<string> codes = [];

        for (var i = 0; i < 20; i++)
        {
            var (_, body) = await TenantTables.CallAsync(function, Route, "ada", "t-many");
            codes.Add(body.GetProperty("code").GetString()!);
        }

        Assert.Equal(20, codes.Count);
        Assert.Equal(20, (await tables.InvitationsOfAsync("t-many")).Count);
    }

    public static TheoryData<string> Foreign =>
    [
        "t-other", "t-nobody-has-this", "", " ", "T-OTHER", "t-other ", "../t-other", "t-other/../t-mine", "%", "*",
        "tenantId", "t-other\u0000", "té", new string('t', 64), new string('t', 3_000), "{\"S\":\"t-other\"}",
    ];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Nobody_else_gets_one_and_all_get_the_same_answer(string tenantId)
    {
        await tables.PutMemberAsync("t-other", "grace");
        await tables.PutMemberAsync("t-mine", "ada");
        await using var function = await tables.StartAsync("CreateInvitation");

        var (status, body) = await TenantTables.CallAsync(function, Route, "ada", tenantId);

        Assert.Equal(403, status);
        Assert.Equal(
            """{"title":"Forbidden","status":403,"detail":"Only the users of a tenant may do this."}""",
            body.GetRawText());
        Assert.Empty(await tables.InvitationsOfAsync("t-other"));
    }

    [Fact]
    public async Task A_route_that_was_left_without_an_authorizer_invites_nobody()
    {
        await using var function = await tables.StartAsync("CreateInvitation");

        var (status, body) = await TenantTables.CallAsync(function, Route, userId: "", "t-mine");

        Assert.Equal(401, status);
        Assert.Equal(JsonValueKind.Object, body.ValueKind);
        Assert.DoesNotContain(
            function.Spans, span => span.DisplayName.StartsWith("DynamoDB", StringComparison.Ordinal));
    }

    private static DateTimeOffset At(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));
}
