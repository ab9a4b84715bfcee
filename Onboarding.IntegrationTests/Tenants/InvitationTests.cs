using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Tenants;

/// <summary>What an invitation's code gives at the confirmation of a sign-up, and what the bus hears of it.</summary>
public sealed class InvitationTests(JudgingStack judging) : IClassFixture<JudgingStack>
{
    private readonly RunningStack _stack = judging.Stack;
    private readonly TenantStack _tenants = new(judging.Stack);

    [Fact]
    public async Task A_code_lets_one_guest_in_and_gives_the_second_a_tenant_of_their_own()
    {
        var host = await _tenants.SignUpAsync("host@example.com");
        var code = await _tenants.InviteAsync(host);

        var guest = await _tenants.SignUpAsync("guest@example.com", code, host.TenantId);
        var second = await _tenants.SignUpAsync("second@example.com", code);

        Assert.Equal(host.TenantId, guest.Claim("custom:tenant"));
        Assert.Equal(new[] { host.Sub, guest.Sub }.Order(StringComparer.Ordinal), await _tenants.UsersAsync(guest));
        Assert.Equal([second.Sub], await _tenants.UsersAsync(second));
        AssertRefused(await judging.ToldAsync("invitation-refused", second), second, "used");
    }

    [Fact]
    public async Task A_code_that_has_ended_gives_a_tenant_of_the_users_own()
    {
        var host = await _tenants.SignUpAsync("early.host@example.com");
        var code = await _tenants.InviteAsync(host);
        judging.Clock.Advance(TimeSpan.FromDays(8));

        var late = await _tenants.SignUpAsync("late@example.com", code);

        judging.Clock.Advance(TimeSpan.FromDays(-8));
        AssertRefused(await judging.ToldAsync("invitation-refused", late), late, "expired");
        Assert.Equal([late.Sub], await _tenants.UsersAsync(late));
    }

    [Fact]
    public async Task A_wrong_code_gives_a_tenant_of_the_users_own()
    {
        var guesser = await _tenants.SignUpAsync("guesser@example.com", "inv_" + new string('0', 40));

        AssertRefused(await judging.ToldAsync("invitation-refused", guesser), guesser, "unknown");
    }

    [Fact]
    public async Task Every_sign_up_is_told_as_created_with_the_id_of_its_user()
    {
        var ada = await _tenants.SignUpAsync("created@example.com");

        var created = await judging.ToldAsync("created", ada);

        var detail = created.GetProperty("detail");
        Assert.Equal((ada.Sub, ada.TenantId, "cognito"),
            (Text(detail, "data", "userId"), Text(detail, "data", "tenantId"), Text(detail, "data", "source")));
        Assert.Equal(("user", "onboarding", "created", "1.0"),
            (Text(detail, "metadata", "domain"), Text(detail, "metadata", "application"),
            Text(detail, "metadata", "event_type"), Text(detail, "metadata", "version")));
        Assert.Matches("^[0-9a-f]{64}$", Text(detail, "metadata", "id"));
        Assert.DoesNotContain("@", created.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", created.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_code_is_in_a_span_or_a_log_line()
    {
        var host = await _tenants.SignUpAsync("quiet.host@example.com");
        var code = await _tenants.InviteAsync(host);
        await _tenants.SignUpAsync("quiet.guest@example.com", code, host.TenantId);
        await _tenants.SignUpAsync("quiet.second@example.com", code);

        var written = _stack.Logs + string.Join('\n', _stack.Spans.All.Select(
            span => span.DisplayName + string.Concat(span.TagObjects.Select(tag => $" {tag.Key}={tag.Value}"))));

        Assert.Contains("has invited somebody", written, StringComparison.Ordinal);
        foreach (var secret in new[] { code[4..], "quiet.guest@example.com", "Lovelace" })
        {
            Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static void AssertRefused(JsonElement refusal, Member user, string reason)
    {
        var detail = refusal.GetProperty("detail");
        Assert.Equal((user.Sub, user.TenantId, reason),
            (Text(detail, "data", "userId"), Text(detail, "data", "tenantId"), Text(detail, "data", "reason")));
        Assert.DoesNotContain("inv_", refusal.GetRawText(), StringComparison.Ordinal);
    }

    private static string Text(JsonElement detail, string part, string name) =>
        detail.GetProperty(part).GetProperty(name).GetString()!;
}
