using System.Net;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Identity;

/// <summary>
/// A user enters another's address at the door that verifies none. The user who proves the address gets it, through
/// the whole stack (docs/adr/0015-let-a-verified-address-win.md).
/// </summary>
public sealed class EmailSquattingTests : IClassFixture<RunningStack>
{
    private readonly RunningStack _stack;
    private readonly UserPoolApi _pool;

    public EmailSquattingTests(RunningStack stack)
    {
        _stack = stack;
        _pool = new UserPoolApi(stack);
    }

    [Fact]
    public async Task A_verified_sign_up_takes_the_address_from_a_squatter()
    {
        const string email = "victim@example.com";
        var squatter = await CreatedAsync("squatter", email);
        await _stack.ReachedAsync(squatter, "completed");
        Assert.Equal(HttpStatusCode.OK, (await _stack.LoginAsync("squatter", UserPoolApi.Password)).Status);

        var victim = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);

        var registration = await _stack.ReachedAsync(victim, "completed", "failed");
        Assert.Equal("completed", registration.GetProperty("status").GetString());
        Assert.Single(
            await _stack.MailsAsync(email),
            mail => mail.GetProperty("subject").GetString() == "Welcome" && WrittenTo(mail, victim));
        Assert.Equal(victim, (await _stack.IdentityItemAsync("email#" + email))["userId"].S);

        var lost = await _stack.ReachedAsync(squatter, "failed");
        Assert.Equal("email_claimed_by_verified_user", lost.GetProperty("reason").GetString());
        Assert.NotEqual(registration.GetProperty("traceId").GetString(), lost.GetProperty("traceId").GetString());
        Assert.DoesNotContain(victim, lost.GetRawText(), StringComparison.Ordinal);
        var login = await _stack.LoginAsync("squatter", UserPoolApi.Password);
        var unknown = await _stack.LoginAsync("nobody-of-that-name", UserPoolApi.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, login.Status);
        Assert.Equal(unknown.Body.GetRawText(), login.Body.GetRawText());
    }

    [Fact]
    public async Task A_verified_address_is_out_of_reach_for_every_other_door()
    {
        const string email = "first@example.com";
        var sub = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);
        await _stack.ReachedAsync(sub, "completed");

        var (status, body) = await _stack.CreateUserAsync(Person("late-squatter", email));
        using var registered = await _stack.RegisterAsync(new { email, name = "Late", phone = "+442079460000" });

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.DoesNotContain(sub, body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, registered.StatusCode);
        Assert.Equal("completed", (await _stack.UserItemAsync(sub))["metadata"].M["status"].S);
    }

    [Fact]
    public async Task A_registration_takes_the_address_and_leaves_a_completed_stranger_the_account()
    {
        const string email = "registered@example.com";
        var stranger = await CreatedAsync("stranger", email);
        await _stack.ReachedAsync(stranger, "completed");

        var userId = await _stack.RegisteredAsync(new { email, name = "Ada", phone = "+442079460000" });

        await _stack.ReachedAsync(userId, "completed");
        Assert.Equal(userId, (await _stack.IdentityItemAsync("email#" + email))["userId"].S);
        Assert.False((await _stack.UserItemAsync(stranger)).ContainsKey("email"));
        Assert.Equal(HttpStatusCode.OK, (await _stack.LoginAsync("stranger", UserPoolApi.Password)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await _stack.CreateUserAsync(Person("stranger-2", email))).Status);
    }

    [Fact]
    public async Task A_verified_sign_up_takes_the_address_from_a_registration()
    {
        const string email = "both@example.com";
        var registered = await _stack.RegisteredAsync(new { email, name = "Ada", phone = "+442079460000" });
        await _stack.ReachedAsync(registered, "completed");

        var sub = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);

        await _stack.ReachedAsync(sub, "completed");
        var lost = await _stack.ReachedAsync(registered, "failed");
        Assert.Equal("email_claimed_by_verified_user", lost.GetProperty("reason").GetString());
    }

    /// <summary>An administrator may confirm a user to whom no code was mailed.</summary>
    [Fact]
    public async Task A_confirmation_without_a_proof_takes_nothing()
    {
        const string email = "unproven@example.com";
        var first = await CreatedAsync("unproven", email);
        var sub = await _pool.SignUpAsync(email);

        await _pool.CallAsync(
            "AdminConfirmSignUp", new { UserPoolId = _pool.PoolId, Username = email }, signed: true);

        var failed = await _stack.ReachedAsync(sub, "completed", "failed");
        Assert.Equal("email_taken", failed.GetProperty("reason").GetString());
        await _stack.ReachedAsync(first, "completed");
    }

    [Fact]
    public async Task A_registration_that_failed_keeps_nobody_from_trying_again()
    {
        const string email = "again@unknown.invalid";
        var first = await _stack.RegisteredAsync(new { email, name = "Ada", phone = "+442079460000" });
        await _stack.ReachedAsync(first, "failed");

        var second = await _stack.RegisteredAsync(new { email, name = "Ada", phone = "+442079460000" });

        var registration = await _stack.ReachedAsync(second, "completed", "failed");
        Assert.Equal("domain_not_registered", registration.GetProperty("reason").GetString());
        Assert.Equal("domain_not_registered", (await _stack.UserItemAsync(first))["metadata"].M["reason"].S);
    }

    [Fact]
    public async Task An_address_that_the_pool_takes_and_we_do_not_ends_failed_with_the_reason()
    {
        const string email = "ada@b\u00fccher.example";
        var sub = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);

        var registration = await _stack.ReachedAsync(sub, "completed", "failed");
        Assert.Equal("email_invalid", registration.GetProperty("reason").GetString());
        Assert.Empty(await _stack.IdentityItemAsync("email#" + email));
    }

    [Fact]
    public async Task Squatter_and_victim_at_once_end_with_one_holder()
    {
        var races = Enumerable.Range(0, 12).Select(async i =>
        {
            var email = $"race.{i}@example.com";
            var sub = await _pool.SignUpAsync(email);
            var squatting = _stack.CreateUserAsync(Person($"racer-{i}", email));
            await _pool.ConfirmAsync(email);
            var (status, squatter) = await squatting;

            var registration = await _stack.ReachedAsync(sub, "completed", "failed");
            Assert.Equal("completed", registration.GetProperty("status").GetString());
            Assert.Equal(sub, (await _stack.IdentityItemAsync("email#" + email))["userId"].S);
            if (status == HttpStatusCode.OK)
            {
                await _stack.ReachedAsync(squatter.GetProperty("userId").GetString()!, "failed");
            }
            else
            {
                Assert.Equal(HttpStatusCode.Conflict, status);
            }
        });
        await Task.WhenAll(races);
    }

    private static object Person(string username, string email) =>
        new { username, password = UserPoolApi.Password, email, name = "Door", phone = "+442079460000" };

    private static bool WrittenTo(System.Text.Json.JsonElement mail, string userId) =>
        mail.GetRawText().Contains(userId, StringComparison.Ordinal);

    private async Task<string> CreatedAsync(string username, string email)
    {
        var (status, body) = await _stack.CreateUserAsync(Person(username, email));
        Assert.True(status == HttpStatusCode.OK, $"{status} {body}");
        return body.GetProperty("userId").GetString()!;
    }
}
