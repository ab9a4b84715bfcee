using System.Buffers.Text;
using System.Net;
using System.Text;
using Onboarding.LocalAws.Tests.Cognito;

namespace Onboarding.LocalAws.Tests.CognitoIdentity;

/// <summary>
/// Documented(https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html); texts Recorded in
/// https://github.com/amazon-archives/amazon-cognito-identity-js/issues/7, /40, /91 and /153,
/// https://github.com/aws-amplify/aws-sdk-ios/issues/218 and /2570, https://github.com/aws/aws-sdk-js-v3/issues/3113.
/// </summary>
public sealed class GetIdTests : IAsyncLifetime
{
    private const string Forged = "Invalid login token. Couldn't verify signed token.";
    private const string NotSupported = "Token is not from a supported provider of this identity pool.";

    private IdentityHost _identity = null!;

    public async Task InitializeAsync() => _identity = await IdentityHost.StartAsync();

    public async Task DisposeAsync() => await _identity.DisposeAsync();

    [Fact]
    public async Task A_user_has_one_identity_in_a_pool_however_often_it_signs_in()
    {
        var id = await _identity.GetIdAsync(await _identity.IdTokenAsync("ada@example.com"));
        Assert.Matches("^us-east-1:[0-9a-f-]{36}$", id);
        _identity.Time.Advance(TimeSpan.FromDays(1));
        var again = await _identity.SignInAsync("ada@example.com");
        Assert.Equal(id, await _identity.GetIdAsync(again));
        Assert.NotEqual(id, await _identity.GetIdAsync(await _identity.IdTokenAsync("bob@example.com")));
        var other = await _identity.CreatePoolAsync("others", allowsGuests: false);
        Assert.NotEqual(id, await _identity.GetIdAsync(again, poolId: other));
    }

    [Fact]
    public async Task A_provider_has_the_name_that_it_has_in_AWS_and_that_of_the_local_issuer()
    {
        var token = await _identity.IdTokenAsync("ada@example.com");
        // What Amplify makes of the token's iss.
        var local = $"{new Uri(_identity.Host.Url).Authority}/{_identity.Cognito.PoolId}";
        Assert.Equal(await _identity.GetIdAsync(token, _identity.Provider), await _identity.GetIdAsync(token, local));
    }

    [Fact]
    public async Task Every_guest_is_new() =>
        Assert.NotEqual(await _identity.GetIdAsync(), await _identity.GetIdAsync());

    [Fact]
    public async Task Guests_stay_out_where_the_pool_does_not_allow_them()
    {
        var strict = await _identity.CreatePoolAsync("strict", allowsGuests: false);
        (await _identity.TryGetIdAsync(poolId: strict)).MustFail(
            "NotAuthorizedException", "Unauthenticated access is not supported for this identity pool.");
        await _identity.GetIdAsync(await _identity.IdTokenAsync("ada@example.com"), poolId: strict);
    }

    [Fact]
    public async Task An_account_of_somebody_else_has_none_of_the_pools()
    {
        (await _identity.SendAsync(
            "GetId", $$"""{"IdentityPoolId":"{{_identity.PoolId}}","AccountId":"123456789012"}""")).MustSucceed();
        (await _identity.SendAsync(
            "GetId", $$"""{"IdentityPoolId":"{{_identity.PoolId}}","AccountId":"210987654321"}"""))
            .MustFail("ResourceNotFoundException", $"IdentityPool '{_identity.PoolId}' not found.");
    }

    [Fact]
    public async Task Refuses_a_token_that_nobody_here_signed()
    {
        var parts = (await _identity.IdTokenAsync("ada@example.com")).Split('.');
        var bob = (await _identity.IdTokenAsync("bob@example.com")).Split('.');
        var unsigned = Base64Url.EncodeToString("""{"alg":"none"}"""u8);
        string[] forged =
        [
            $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            $"{parts[0]}.{bob[1]}.{parts[2]}",
            $"{unsigned}.{parts[1]}.",
            $"{parts[0]}.{Claims($"https://{_identity.Provider}x", _identity.Cognito.ClientId)}.{parts[2]}",
        ];
        foreach (var token in forged)
        {
            await MustRefuseAsync(token, Forged);
        }
    }

    [Fact]
    public async Task Refuses_a_token_that_has_expired()
    {
        var token = await _identity.IdTokenAsync("ada@example.com");
        _identity.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await _identity.GetIdAsync(token);
        _identity.Time.Advance(TimeSpan.FromSeconds(1));
        var now = _identity.Time.GetUtcNow().ToUnixTimeSeconds();
        await MustRefuseAsync(token, $"Invalid login token. Token expired: {now} >= {now}");
    }

    [Fact]
    public async Task Refuses_what_is_no_ID_token()
    {
        await _identity.Cognito.AddUserAsync("ada@example.com");
        await MustRefuseAsync(
            await _identity.Cognito.AccessTokenAsync("ada@example.com"),
            "Invalid login token. Missing a required claim: aud");
        await MustRefuseAsync("x", "Invalid login token. Not a valid OpenId Connect identity token.");
        await MustRefuseAsync("e30.e30.e30", "Invalid login token. Missing a required claim: iss");
    }

    [Fact]
    public async Task Refuses_a_token_of_another_user_pool_or_client()
    {
        var cognito = _identity.Cognito;
        await cognito.AddUserAsync("ada@example.com");
        var otherClient = await SignInAsync(await cognito.CreateClientAsync(cognito.PoolId));
        await MustRefuseAsync(otherClient, NotSupported);
        var otherPool = await cognito.CreatePoolAsync("others");
        var client = await cognito.CreateClientAsync(otherPool);
        await cognito.AdminAsync(
            "AdminCreateUser",
            $$"""{"UserPoolId":"{{otherPool}}","Username":"ada@example.com","MessageAction":"SUPPRESS"}""");
        await cognito.AdminAsync(
            "AdminSetUserPassword",
            $$"""
            {"UserPoolId":"{{otherPool}}","Username":"ada@example.com","Password":"{{CognitoHost.Password}}",
             "Permanent":true}
            """);
        var stranger = await SignInAsync(client);
        await MustRefuseAsync(stranger, "Invalid login token. Issuer doesn't match providerName");
        await MustRefuseAsync(stranger, NotSupported, IdentityHost.ProviderOf(otherPool));
    }

    [Fact]
    public async Task Refuses_a_provider_that_the_pool_does_not_have()
    {
        var token = await _identity.IdTokenAsync("ada@example.com");
        await MustRefuseAsync(token, NotSupported, "graph.facebook.com");
        (await _identity.TryGetIdAsync(token, "nobody"))
            .MustFail("InvalidParameterException", "Please provide a valid public provider");
        var bare = (await _identity.AdminAsync(
            "CreateIdentityPool", """{"IdentityPoolName":"bare","AllowUnauthenticatedIdentities":true}"""))
            .Text("IdentityPoolId");
        (await _identity.TryGetIdAsync(token, poolId: bare)).MustFail(
            "NotAuthorizedException", $"Identity pool - {bare} does not have identity providers configured.");
    }

    [Theory]
    [InlineData("\"cognito-identity.amazonaws.com\":\"x\"")]
    [InlineData("\"accounts.google.com\":\"x\",\"graph.facebook.com\":\"y\"")]
    public async Task Refuses_developer_identities_and_several_logins(string logins)
    {
        var answer = await _identity.SendAsync(
            "GetId", $$"""{"IdentityPoolId":"{{_identity.PoolId}}","Logins":{{{logins}}} }""");
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
    }

    private async Task MustRefuseAsync(string token, string message, string? provider = null) =>
        (await _identity.TryGetIdAsync(token, provider)).MustFail("NotAuthorizedException", message);

    private async Task<string> SignInAsync(string clientId) => (await _identity.Cognito.AppAsync(
        "InitiateAuth",
        $$"""
        {"ClientId":"{{clientId}}","AuthFlow":"USER_PASSWORD_AUTH",
         "AuthParameters":{"USERNAME":"ada@example.com","PASSWORD":"{{CognitoHost.Password}}"} }
        """)).Text("AuthenticationResult", "IdToken");

    private static string Claims(string issuer, string clientId) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes($$"""{"sub":"1","iss":"{{issuer}}","aud":"{{clientId}}","exp":99999999999}"""));
}
