using System.Net;
using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Identity;

/// <summary>The user pool's door, from the sign-up to the profile behind the token.</summary>
public sealed class SignUpTests : IClassFixture<RunningStack>
{
    private readonly RunningStack _stack;
    private readonly UserPoolApi _pool;

    public SignUpTests(RunningStack stack)
    {
        _stack = stack;
        _pool = new UserPoolApi(stack);
    }

    [Fact]
    public async Task A_confirmed_user_is_stored_with_its_attributes()
    {
        var sub = await _pool.SignUpAsync("reference@example.com");
        await _pool.CallAsync(
            "AdminConfirmSignUp",
            new { UserPoolId = _pool.PoolId, Username = "reference@example.com" },
            signed: true);

        var item = await _stack.UserItemAsync(sub);
        Assert.Equal("reference@example.com", item["email"].S);
        Assert.Equal("Ada", item["firstName"].S);
        Assert.Equal("Lovelace", item["lastName"].S);
        Assert.Equal("cognito", item["source"].S);
    }

    [Fact]
    public async Task A_user_signs_in_reads_and_changes_its_profile_and_signs_out()
    {
        const string email = "profile@example.com";
        var sub = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);
        await _stack.ReachedAsync(sub, "completed");
        await _stack.JoinedAsync("t-" + sub, sub);
        var tokens = await _pool.SignInAsync(email);
        var accessToken = tokens.GetProperty("AccessToken").GetString()!;

        var (status, me) = await _stack.MeAsync(HttpMethod.Get, accessToken);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(sub, me.GetProperty("userId").GetString());
        Assert.Equal(email, me.GetProperty("email").GetString());

        (status, me) = await _stack.MeAsync(HttpMethod.Patch, accessToken, new { name = "Ada King" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Ada King", me.GetProperty("name").GetString());

        await _pool.CallAsync("GlobalSignOut", new { AccessToken = accessToken });
        var (refused, fault) = await _pool.TryCallAsync("GetUser", new { AccessToken = accessToken });
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal("NotAuthorizedException", fault.GetProperty("__type").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not.a.token")]
    public async Task A_profile_without_a_valid_token_is_401(string? token)
    {
        var (status, _) = await _stack.MeAsync(HttpMethod.Get, token);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_password_reset_does_not_sign_the_user_up_again()
    {
        const string email = "reset.password@example.com";
        var sub = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);
        await _stack.ReachedAsync(sub, "completed");
        var before = await MetadataAsync(sub);

        await _pool.CallAsync("ForgotPassword", new { _pool.ClientId, Username = email });
        await _pool.CallAsync("ConfirmForgotPassword", new
        {
            _pool.ClientId,
            Username = email,
            ConfirmationCode = await _pool.CodeAsync(email),
            Password = UserPoolApi.Password + "!",
        });

        await _pool.SignInAsync(email, UserPoolApi.Password + "!");
        Assert.Equal(before, await MetadataAsync(sub));
        var welcomes = (await _stack.MailsAsync(email)).Count(m => m.GetProperty("subject").GetString() == "Welcome");
        Assert.Equal(1, welcomes);
    }

    private async Task<string> MetadataAsync(string sub)
    {
        var item = await _stack.UserItemAsync(sub);
        return JsonSerializer.Serialize(item["metadata"].M.ToDictionary(m => m.Key, m => m.Value.S));
    }
}
