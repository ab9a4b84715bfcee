using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Tests.Tenants;

namespace Onboarding.Functions.Tests.PostConfirmation;

/// <summary>What an invitation's code in the metadata of ConfirmSignUp does, and what it does not.</summary>
public sealed class InvitedSignUpTests(TenantTables tables) : IClassFixture<TenantTables>
{
    [Fact]
    public async Task A_user_without_a_code_has_a_tenant_of_their_own()
    {
        await using var function = await tables.StartAsync("PostConfirmation");

        await function.InvokeAsync(SignUp("alone"));

        var user = await tables.UserAsync("alone");
        Assert.Equal("t-alone", user["tenantId"].S);
        Assert.DoesNotContain("invitation", user.Keys);
        Assert.Equal(["onboarding.idp signup t-alone"], (await PublishedAsync("alone")).Select(Describe));
    }

    [Fact]
    public async Task A_code_makes_its_bearer_a_user_of_the_tenant_once()
    {
        var code = await tables.InviteAsync("t-guests");
        await using var function = await tables.StartAsync("PostConfirmation");

        await function.InvokeAsync(SignUp("guest", code));
        await function.InvokeAsync(SignUp("second", code));

        var guest = await tables.UserAsync("guest");
        Assert.Equal(("t-guests", "redeemed"), (guest["tenantId"].S, guest["invitation"].S));
        var second = await tables.UserAsync("second");
        Assert.Equal(("t-second", "used"), (second["tenantId"].S, second["invitation"].S));
        Assert.Equal("guest", Assert.Single(await tables.InvitationsOfAsync("t-guests"))["redeemedBy"].S);
        Assert.Equal(
            [
                "onboarding.idp signup t-guests", "onboarding.idp signup t-second",
                "onboarding.user invitation-refused t-second used",
            ],
            (await PublishedAsync("guest", "second")).Select(Describe));
    }

    [Fact]
    public async Task A_repeated_call_finds_its_own_redemption_even_after_the_code_has_ended()
    {
        var clock = ManualClock.StartedNow();
        var code = await tables.InviteAsync("t-again", clock);
        await using var function = await tables.StartAsync("PostConfirmation", clock);

        await function.InvokeAsync(SignUp("again", code));
        clock.Advance(TimeSpan.FromDays(30));
        await function.InvokeAsync(SignUp("again", code));

        Assert.Equal("t-again", (await tables.UserAsync("again"))["tenantId"].S);
        Assert.Equal(["onboarding.idp signup t-again"], (await PublishedAsync("again")).Select(Describe));
    }

    [Fact]
    public async Task A_repeated_call_leaves_the_refusal_as_it_was()
    {
        await using var function = await tables.StartAsync("PostConfirmation");

        await function.InvokeAsync(SignUp("repeat", "inv_wrong"));
        await function.InvokeAsync(SignUp("repeat", await tables.InviteAsync("t-other")));

        Assert.Equal(
            ["onboarding.idp signup t-repeat", "onboarding.user invitation-refused t-repeat unknown"],
            (await PublishedAsync("repeat")).Select(Describe));
    }

    [Theory]
    [InlineData(-1, "t-end-1")]
    [InlineData(0, "t-late0")]
    [InlineData(86_400, "t-late86400")]
    public async Task A_code_is_good_until_its_end(int secondsAfter, string tenant)
    {
        var clock = ManualClock.StartedNow();
        var inviting = secondsAfter < 0 ? "t-end-1" : $"t-inviting{secondsAfter}";
        var code = await tables.InviteAsync(inviting, clock);
        var end = long.Parse(
            Assert.Single(await tables.InvitationsOfAsync(inviting))["expiresAt"].N,
            System.Globalization.CultureInfo.InvariantCulture);
        clock.Advance(DateTimeOffset.FromUnixTimeSeconds(end + secondsAfter) - clock.GetUtcNow());
        await using var function = await tables.StartAsync("PostConfirmation", clock);

        await function.InvokeAsync(SignUp($"late{secondsAfter}", code));

        var user = await tables.UserAsync($"late{secondsAfter}");
        Assert.Equal((tenant, secondsAfter < 0 ? "redeemed" : "expired"), (user["tenantId"].S, user["invitation"].S));
    }

    public static TheoryData<string> Wrong =>
    [
        "inv_0000000000000000000000000000000000000000", "inv_", "t-guests", "\\u0000", "x' OR '1'='1", "*",
        new string('a', 100_000), "inv_\\uD83D\\uDE00",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_code_gives_a_tenant_of_the_users_own_and_an_event(string code)
    {
        var userId = $"wrong-{code.Length}";
        await using var function = await tables.StartAsync("PostConfirmation");

        Assert.Equal("response", (await function.InvokeAsync(SignUp(userId, code))).Kind);

        Assert.Equal("t-" + userId, (await tables.UserAsync(userId))["tenantId"].S);
        Assert.Equal(
            $"onboarding.user invitation-refused t-{userId} unknown", Describe((await PublishedAsync(userId))[1]));
    }

    [Fact]
    public async Task Of_many_users_with_one_code_one_gets_in()
    {
        var code = await tables.InviteAsync("t-race");
        string[] users = [.. Enumerable.Range(1, 8).Select(i => $"racer-{i}")];

        await Task.WhenAll(users.Select(async user =>
        {
            await using var function = await tables.StartAsync("PostConfirmation");
            Assert.Equal("response", (await function.InvokeAsync(SignUp(user, code))).Kind);
        }));

        List<Dictionary<string, AttributeValue>> stored = [];
        foreach (var user in users)
        {
            stored.Add(await tables.UserAsync(user));
        }

        var winner = Assert.Single(stored, user => user["tenantId"].S == "t-race");
        Assert.Equal(winner["userId"].S, Assert.Single(await tables.InvitationsOfAsync("t-race"))["redeemedBy"].S);
        Assert.All(
            stored.Where(user => user != winner),
            user => Assert.Equal(("t-" + user["userId"].S, "used"), (user["tenantId"].S, user["invitation"].S)));
    }

    [Fact]
    public async Task A_user_who_fails_spends_no_code()
    {
        var code = await tables.InviteAsync("t-spared");
        await using var function = await tables.StartAsync("PostConfirmation");
        await function.InvokeAsync(SignUp("holder", email: "shared@example.com"));

        await function.InvokeAsync(SignUp("late-holder", code, "shared@example.com"));

        var failed = await tables.UserAsync("late-holder");
        Assert.Equal("failed", failed["metadata"].M["status"].S);
        Assert.DoesNotContain("tenantId", failed.Keys);
        Assert.DoesNotContain("redeemedBy", Assert.Single(await tables.InvitationsOfAsync("t-spared")).Keys);
    }

    [Fact]
    public async Task The_code_is_in_no_log_span_event_or_item()
    {
        var code = await tables.InviteAsync("t-secret");
        await using var function = await tables.StartAsync("PostConfirmation");

        await function.InvokeAsync(SignUp("secretive", code));
        await function.InvokeAsync(SignUp("nosy", code));

        var published = await PublishedAsync("secretive", "nosy");
        var seen = function.Seen() + string.Concat(published.Select(entry => entry.GetRawText()));
        Assert.Contains("nosy", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(code[4..], seen, StringComparison.Ordinal);
        foreach (var userId in new[] { "secretive", "nosy" })
        {
            Assert.All(
                (await tables.UserAsync(userId)).Values,
                value => Assert.DoesNotContain(code[4..], value.S ?? "", StringComparison.Ordinal));
        }
    }

    /// <summary>What the bus hears of users who were stored, besides that they are registered.</summary>
    private async Task<List<JsonElement>> PublishedAsync(params string[] userIds)
    {
        await using var follower = await tables.StartAsync("Enrich");
        List<string> records = [];
        foreach (var userId in userIds)
        {
            records.Add(Samples.StoredUserRecord($"{records.Count + 1}", await tables.UserAsync(userId)));
        }

        Assert.Equal("response", (await follower.InvokeAsync(Samples.Stream([.. records]))).Kind);
        return
        [
            .. follower.Bus.Requests.SelectMany(BusWire.EntriesOf)
                .Where(entry => entry.GetProperty("DetailType").GetString() != "registered"),
        ];
    }

    private static string Describe(JsonElement entry)
    {
        var data = JsonDocument.Parse(entry.GetProperty("Detail").GetString()!).RootElement.GetProperty("data");
        var reason = data.TryGetProperty("reason", out var text) ? " " + text.GetString() : "";
        var type = $"{entry.GetProperty("Source")} {entry.GetProperty("DetailType")}";
        return $"{type} {data.GetProperty("tenantId")}{reason}";
    }

    private static string SignUp(string userId, string? code = null, string? email = null)
    {
        var metadata = code is null ? "{}" : $$"""{"invitationCode":"{{code}}"}""";
        return $$"""
            {"version":"1","triggerSource":"PostConfirmation_ConfirmSignUp","userPoolId":"us-east-1_ABC123",
             "userName":"{{userId}}","request":{"userAttributes":{"sub":"{{userId}}",
             "email":"{{email ?? userId + "@example.com"}}","email_verified":"true","name":"Ada"},
             "clientMetadata":{{metadata}} },"response":{} }
            """;
    }
}
