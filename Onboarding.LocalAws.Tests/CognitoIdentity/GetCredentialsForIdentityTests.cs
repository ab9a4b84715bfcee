using System.Net;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.CognitoIdentity;

/// <summary>
/// Documented(https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html and
/// https://docs.aws.amazon.com/cognito/latest/developerguide/switching-identities.html); texts and how guests become
/// users Recorded in https://github.com/aws-amplify/amplify-js/issues/2301, /2443, /5696, /6616 and pull/14207, and in
/// https://github.com/amazon-archives/amazon-cognito-auth-js/issues/167.
/// </summary>
public sealed class GetCredentialsForIdentityTests : IAsyncLifetime
{
    private IdentityHost _identity = null!;

    public async Task InitializeAsync() => _identity = await IdentityHost.StartAsync();

    public async Task DisposeAsync() => await _identity.DisposeAsync();

    [Fact]
    public async Task A_user_gets_the_role_of_users_for_an_hour()
    {
        var token = await _identity.IdTokenAsync("ada@example.com");
        var id = await _identity.GetIdAsync(token);
        var answer = (await _identity.TryGetCredentialsAsync(id, token)).MustSucceed();
        Assert.Equal(id, answer.Text("IdentityId"));
        Assert.Matches("^ASIA[A-Z2-7]{16}$", answer.Text("Credentials", "AccessKeyId"));
        Assert.Equal(
            _identity.Time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
            answer.Member("Credentials", "Expiration").GetInt64());
        Assert.Contains(
            "<Arn>arn:aws:sts::123456789012:assumed-role/signed-in/CognitoIdentityCredentials</Arn>",
            await WhoAmIAsync(await _identity.GetCredentialsAsync(id, token)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_gets_the_role_of_guests() => Assert.Contains(
        "<Arn>arn:aws:sts::123456789012:assumed-role/guest/CognitoIdentityCredentials</Arn>",
        await WhoAmIAsync(await _identity.GetCredentialsAsync(await _identity.GetIdAsync())),
        StringComparison.Ordinal);

    [Fact]
    public async Task Every_call_gives_a_key_of_its_own()
    {
        var guest = await _identity.GetIdAsync();
        Assert.NotEqual(
            (await _identity.GetCredentialsAsync(guest)).AccessKeyId,
            (await _identity.GetCredentialsAsync(guest)).AccessKeyId);
    }

    [Fact]
    public async Task An_identity_that_nobody_made_is_not_found() =>
        (await _identity.TryGetCredentialsAsync("us-east-1:00000000-0000-0000-0000-000000000000")).MustFail(
            "ResourceNotFoundException", "Identity 'us-east-1:00000000-0000-0000-0000-000000000000' not found.");

    [Fact]
    public async Task A_users_identity_needs_that_users_login()
    {
        var ada = await _identity.GetIdAsync(await _identity.IdTokenAsync("ada@example.com"));
        (await _identity.TryGetCredentialsAsync(ada))
            .MustFail("NotAuthorizedException", $"Access to Identity '{ada}' is forbidden.");
        (await _identity.TryGetCredentialsAsync(ada, await _identity.IdTokenAsync("bob@example.com"))).MustFail(
            "NotAuthorizedException",
            "Logins don't match. Please include at least one valid login for this identity or identity pool.");
        (await _identity.TryGetCredentialsAsync(ada, "x")).MustFail(
            "NotAuthorizedException", "Invalid login token. Not a valid OpenId Connect identity token.");
    }

    [Fact]
    public async Task A_guest_who_signs_in_first_stays_the_same_and_is_no_guest_any_more()
    {
        var guest = await _identity.GetIdAsync();
        var token = await _identity.IdTokenAsync("ada@example.com");
        var answer = (await _identity.TryGetCredentialsAsync(guest, token)).MustSucceed();
        Assert.Equal(guest, answer.Text("IdentityId"));
        Assert.Equal(guest, await _identity.GetIdAsync(token));
        (await _identity.TryGetCredentialsAsync(guest))
            .MustFail("NotAuthorizedException", $"Access to Identity '{guest}' is forbidden.");
    }

    [Fact]
    public async Task A_guest_who_has_been_here_before_gets_the_identity_from_then()
    {
        var token = await _identity.IdTokenAsync("ada@example.com");
        var ada = await _identity.GetIdAsync(token);
        var guest = await _identity.GetIdAsync();
        var answer = (await _identity.TryGetCredentialsAsync(guest, token)).MustSucceed();
        Assert.Equal(ada, answer.Text("IdentityId"));
        var forbidden = $"Access to Identity '{guest}' is forbidden.";
        (await _identity.TryGetCredentialsAsync(guest)).MustFail("NotAuthorizedException", forbidden);
        (await _identity.TryGetCredentialsAsync(guest, token)).MustFail("NotAuthorizedException", forbidden);
        Assert.Equal(ada, await _identity.GetIdAsync(token));
    }

    [Fact]
    public async Task A_pool_without_the_role_gives_nothing()
    {
        var token = await _identity.IdTokenAsync("ada@example.com");
        var bare = (await _identity.AdminAsync("CreateIdentityPool", _identity.CreateBody("bare", allowsGuests: true)))
            .Text("IdentityPoolId");
        var ada = await _identity.GetIdAsync(token, poolId: bare);
        var guest = await _identity.GetIdAsync(poolId: bare);
        foreach (var answer in new[]
        {
            await _identity.TryGetCredentialsAsync(ada, token), await _identity.TryGetCredentialsAsync(guest),
        })
        {
            answer.MustFail(
                "InvalidIdentityPoolConfigurationException",
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
        }
    }

    [Fact]
    public async Task Refuses_a_role_of_the_callers_choice()
    {
        var answer = await _identity.SendAsync(
            "GetCredentialsForIdentity",
            $$"""{"IdentityId":"{{await _identity.GetIdAsync()}}","CustomRoleArn":"{{IdentityHost.UserRole}}"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
        Assert.Contains(": CustomRoleArn in ", answer.Message, StringComparison.Ordinal);
    }

    private async Task<string> WhoAmIAsync(Credential credential)
    {
        using var response = await _identity.Host.SendSignedAsync(
            credential, "sts", HttpMethod.Get, "/?Action=GetCallerIdentity&Version=2011-06-15", []);
        return await response.Content.ReadAsStringAsync();
    }
}
