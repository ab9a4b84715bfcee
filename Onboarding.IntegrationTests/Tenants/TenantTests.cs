using System.Diagnostics;
using System.Net;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Tenants;

/// <summary>The user service, from a sign-up in the pool to the tenant in the user's token.</summary>
public sealed class TenantTests : IClassFixture<RunningStack>
{
    private readonly RunningStack _stack;
    private readonly TenantStack _tenants;

    public TenantTests(RunningStack stack)
    {
        _stack = stack;
        _tenants = new TenantStack(stack);
    }

    [Fact]
    public async Task A_sign_up_ends_as_a_tenants_user_whose_fresh_token_names_the_tenant()
    {
        var ada = await _tenants.SignUpAsync("tenant.ada@example.com");

        var row = await _stack.JoinedAsync(ada.TenantId, ada.Sub);
        Assert.Equal("Ada Lovelace", row["name"].S);
        Assert.Empty(row["preferences"].M);
        Assert.Equal((await _stack.UserItemAsync(ada.Sub))["metadata"].M["createdAt"].S, row["joinedAt"].S);
        Assert.Equal("t-" + ada.Sub, ada.Claim("custom:tenant"));
        Assert.Equal([ada.Sub], await _tenants.UsersAsync(ada));
        var (_, me) = await _stack.MeAsync(HttpMethod.Get, ada.AccessToken);
        Assert.Equal(ada.TenantId, me.GetProperty("tenantId").GetString());
    }

    [Fact]
    public async Task A_change_of_the_profile_is_seen_in_the_pool_and_in_the_next_token()
    {
        var ada = await _tenants.SignUpAsync("tenant.patch@example.com");

        var (status, me) = await _stack.MeAsync(
            HttpMethod.Patch,
            ada.AccessToken,
            new { name = "Ada King", preferences = new { locale = "de-DE", theme = "dark" } });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"locale":"de-DE","theme":"dark"}""", me.GetProperty("preferences").GetRawText());
        var attributes = await RunningStack.EventuallyAsync(
            () => _tenants.Pool.AttributesAsync(ada.Email),
            found => found["name"] == "Ada King",
            "the pool does not have the name");
        Assert.Equal("de-DE", attributes["locale"]);
        var fresh = await _tenants.SignInAsync(ada.Sub, ada.Email, ada.TenantId);
        Assert.Equal(("Ada King", "de-DE", ada.TenantId),
            (fresh.Claim("name"), fresh.Claim("locale"), fresh.Claim("custom:tenant")));
        (_, me) = await _stack.MeAsync(HttpMethod.Get, fresh.IdToken);
        Assert.Equal("Ada King", me.GetProperty("name").GetString());

        await _stack.MeAsync(HttpMethod.Patch, ada.AccessToken, new { preferences = new { locale = (string?)null } });
        await RunningStack.EventuallyAsync(
            () => _tenants.Pool.AttributesAsync(ada.Email),
            found => !found.ContainsKey("locale"),
            "the pool still has the locale");
    }

    [Fact]
    public async Task A_sign_up_is_one_trace_from_the_pool_to_the_tenant_and_back_to_the_pool()
    {
        var ada = await _tenants.SignUpAsync("tenant.trace@example.com");
        var registration = await _stack.ReachedAsync(ada.Sub, "completed");
        var trace = ActivityTraceId.CreateFromString(registration.GetProperty("traceId").GetString());

        await _stack.Spans.FoundAsync(
            span => span.TraceId == trace && span.Source.Name == "onboarding-SyncProfileFunction"
                && span.Kind == ActivityKind.Consumer,
            "of SyncProfile in the sign-up's trace");

        var spans = await _stack.Spans.SettledAsync(trace);
        Assert.Single(spans, span => span.ParentSpanId == default);
        Assert.Equal("", SpanCollector.Orphans(spans));
        Assert.Contains(spans, span => span.DisplayName.Contains("PutTenantUser", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Users_see_their_own_tenant_and_no_other_and_cannot_tell_whether_it_exists()
    {
        var ada = await _tenants.SignUpAsync("tenant.a@example.com");
        var eve = await _tenants.SignUpAsync("tenant.b@example.com");

        List<(HttpStatusCode Status, string Body)> refusals = [];
        foreach (var tenant in new[] { ada.TenantId, "t-that-does-not-exist", "..%2F" + eve.TenantId })
        {
            var (listed, users) = await _stack.TenantUsersAsync(tenant, eve.AccessToken);
            var (invited, invitation) = await _stack.InviteAsync(tenant, eve.IdToken);
            refusals.AddRange([(listed, users.GetRawText()), (invited, invitation.GetRawText())]);
        }

        Assert.Equal(HttpStatusCode.Forbidden, Assert.Single(refusals.Distinct()).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _stack.TenantUsersAsync(eve.TenantId, "no.token")).Status);
        Assert.Equal([eve.Sub], await _tenants.UsersAsync(eve));
    }

    [Fact]
    public async Task A_client_cannot_choose_its_tenant()
    {
        var ada = await _tenants.SignUpAsync("tenant.victim@example.com");
        var eve = await _tenants.SignUpAsync("tenant.eve@example.com");
        var chosen = new { Name = "custom:tenant", Value = ada.TenantId };

        var (updated, _) = await _tenants.Pool.TryCallAsync(
            "UpdateUserAttributes", new { eve.AccessToken, UserAttributes = new[] { chosen } });
        var (signedUp, _) = await _tenants.Pool.TryCallAsync("SignUp", new
        {
            _tenants.Pool.ClientId,
            Username = "tenant.chooser@example.com",
            Identity.UserPoolApi.Password,
            UserAttributes = new[] { new { Name = "name", Value = "Eve" }, chosen },
        });
        var (patched, fault) = await _stack.MeAsync(
            HttpMethod.Patch, eve.AccessToken, new { tenantId = ada.TenantId });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest),
            (updated, signedUp, patched));
        Assert.Contains("tenantId", fault.GetRawText(), StringComparison.Ordinal);
        Assert.Equal([ada.Sub], await _tenants.UsersAsync(ada));
        var fresh = await _tenants.SignInAsync(eve.Sub, eve.Email, eve.TenantId);
        Assert.Equal(eve.TenantId, fresh.Claim("custom:tenant"));
    }

    [Fact]
    public async Task The_row_decides_and_not_the_claim_of_an_older_token()
    {
        var ada = await _tenants.SignUpAsync("tenant.removed@example.com");
        await _stack.DynamoDb.DeleteItemAsync(
            _stack.Ready.Outputs["TenantUsersTableName"],
            new() { ["tenantId"] = new(ada.TenantId), ["userId"] = new(ada.Sub) });

        var (status, _) = await _stack.TenantUsersAsync(ada.TenantId, ada.IdToken);

        Assert.Equal(ada.TenantId, ada.Claim("custom:tenant"));
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        var host = await _tenants.SignUpAsync("tenant.host@example.com");
        List<string> all = [host.Sub];
        foreach (var guest in new[] { "tenant.guest1@example.com", "tenant.guest2@example.com" })
        {
            all.Add((await _tenants.SignUpAsync(guest, await _tenants.InviteAsync(host), host.TenantId)).Sub);
        }

        List<string> listed = [];
        var query = "?limit=1";
        for (var page = 0; page < 3; page++)
        {
            var (_, body) = await _stack.TenantUsersAsync(host.TenantId, host.AccessToken, query);
            listed.Add(Assert.Single(body.GetProperty("users").EnumerateArray()).GetProperty("userId").GetString()!);
            query = body.TryGetProperty("nextToken", out var next) ? $"?limit=1&nextToken={next}" : "the last page";
        }

        Assert.Equal(all.Order(StringComparer.Ordinal), listed);
    }
}
