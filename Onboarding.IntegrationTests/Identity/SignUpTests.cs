using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
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

        var found = await _stack.DynamoDb.GetItemAsync(
            _stack.Ready.Outputs["UsersTableName"], new() { ["userId"] = new(sub) });
        Assert.Equal("reference@example.com", found.Item["email"].S);
        Assert.Equal("Ada", found.Item["firstName"].S);
        Assert.Equal("Lovelace", found.Item["lastName"].S);
        Assert.Equal("cognito", found.Item["source"].S);
    }

    [Fact]
    public async Task A_user_signs_in_reads_and_changes_its_profile_and_signs_out()
    {
        const string email = "profile@example.com";
        var sub = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);
        await _stack.ReachedAsync(sub, "completed");
        var tokens = await _pool.SignInAsync(email);
        var accessToken = tokens.GetProperty("AccessToken").GetString()!;

        var (status, me) = await MeAsync(HttpMethod.Get, accessToken);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(sub, me.GetProperty("userId").GetString());
        Assert.Equal(email, me.GetProperty("email").GetString());

        (status, me) = await MeAsync(HttpMethod.Patch, accessToken, new { name = "Ada King" });
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
        var (status, _) = await MeAsync(HttpMethod.Get, token);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_password_reset_does_not_sign_the_user_up_again()
    {
        const string email = "reset.password@example.com";
        var sub = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);
        await _stack.ReachedAsync(sub, "completed");
        var before = await ItemAsync(sub);

        await _pool.CallAsync("ForgotPassword", new { _pool.ClientId, Username = email });
        await _pool.CallAsync("ConfirmForgotPassword", new
        {
            _pool.ClientId,
            Username = email,
            ConfirmationCode = await _pool.CodeAsync(email),
            Password = UserPoolApi.Password + "!",
        });

        await _pool.SignInAsync(email, UserPoolApi.Password + "!");
        Assert.Equal(before, await ItemAsync(sub));
        var welcomes = (await _stack.MailsAsync(email)).Count(m => m.GetProperty("subject").GetString() == "Welcome");
        Assert.Equal(1, welcomes);
    }

    private async Task<string> ItemAsync(string sub)
    {
        var found = await _stack.DynamoDb.GetItemAsync(
            _stack.Ready.Outputs["UsersTableName"], new() { ["userId"] = new(sub) });
        return JsonSerializer.Serialize(found.Item["metadata"].M.ToDictionary(m => m.Key, m => m.Value.S));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> MeAsync(
        HttpMethod method, string? token, object? change = null)
    {
        using var request = new HttpRequestMessage(method, "/me");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (change is not null)
        {
            request.Content = RunningStack.Json(change);
        }

        using var response = await _stack.Api.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
