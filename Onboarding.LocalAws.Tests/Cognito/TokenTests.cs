using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// Documented(https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html).
/// </summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string Schema = """
        "UsernameAttributes":["email"],"AutoVerifiedAttributes":["email"],
        "Schema":[{"Name":"tenant","AttributeDataType":"String","Mutable":true}]
        """;

    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync(Schema);

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    [Fact]
    public async Task An_access_token_has_the_claims_of_Cognito()
    {
        var sub = await _cognito.AddUserAsync("ada@example.com");
        var claims = Claims(await _cognito.AccessTokenAsync("ada@example.com"));
        var now = _cognito.Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(
            [
                "sub", "iss", "client_id", "origin_jti", "event_id", "token_use", "scope", "auth_time", "exp", "iat",
                "jti", "username",
            ],
            claims.EnumerateObject().Select(c => c.Name));
        Assert.Equal(sub, claims.GetProperty("sub").GetString());
        Assert.Equal(sub, claims.GetProperty("username").GetString());
        Assert.Equal($"{_cognito.Host.Url}/{_cognito.PoolId}", claims.GetProperty("iss").GetString());
        Assert.Equal(_cognito.ClientId, claims.GetProperty("client_id").GetString());
        Assert.Equal("access", claims.GetProperty("token_use").GetString());
        Assert.Equal("aws.cognito.signin.user.admin", claims.GetProperty("scope").GetString());
        Assert.Equal(now, claims.GetProperty("auth_time").GetInt64());
        Assert.Equal(now + 3_600, claims.GetProperty("exp").GetInt64());
    }

    [Fact]
    public async Task An_id_token_has_the_attributes_that_the_app_may_read()
    {
        var sub = await _cognito.AddUserAsync(
            "ada@example.com",
            ""","UserAttributes":[{"Name":"name","Value":"Ada"},{"Name":"custom:tenant","Value":"acme"}]""");
        var claims = Claims((await _cognito.SignInAsync("ada@example.com")).Text("AuthenticationResult", "IdToken"));
        Assert.Equal(sub, claims.GetProperty("cognito:username").GetString());
        Assert.Equal(_cognito.ClientId, claims.GetProperty("aud").GetString());
        Assert.Equal("id", claims.GetProperty("token_use").GetString());
        Assert.Equal("ada@example.com", claims.GetProperty("email").GetString());
        Assert.True(claims.GetProperty("email_verified").GetBoolean());
        Assert.Equal("acme", claims.GetProperty("custom:tenant").GetString());
        Assert.False(claims.TryGetProperty("client_id", out _));
    }

    [Fact]
    public async Task The_published_keys_verify_a_token()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var token = await _cognito.AccessTokenAsync("ada@example.com");
        var issuer = Claims(token).GetProperty("iss").GetString()!;
        using var configuration = JsonDocument.Parse(
            await _cognito.Host.Http.GetStringAsync($"{issuer}/.well-known/openid-configuration"));
        Assert.Equal(issuer, configuration.RootElement.GetProperty("issuer").GetString());
        using var set = JsonDocument.Parse(await _cognito.Host.Http.GetStringAsync(
            configuration.RootElement.GetProperty("jwks_uri").GetString()));
        var key = Assert.Single(set.RootElement.GetProperty("keys").EnumerateArray());
        Assert.Equal(Part(token, 0).GetProperty("kid").GetString(), key.GetProperty("kid").GetString());
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()),
            Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
        });
        Assert.Equal(2_048, rsa.KeySize);
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]),
            Base64Url.DecodeFromChars(token.Split('.')[2]),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task The_keys_of_a_pool_that_does_not_exist_are_not_there()
    {
        using var response = await _cognito.Host.Http.GetAsync("/us-east-1_none/.well-known/jwks.json");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_access_token_opens_GetUser_until_it_expires()
    {
        var sub = await _cognito.AddUserAsync("ada@example.com");
        var token = await _cognito.AccessTokenAsync("ada@example.com");
        var user = await _cognito.AppAsync("GetUser", $$"""{"AccessToken":"{{token}}"}""");
        Assert.Equal(sub, user.Text("Username"));
        Assert.Equal(
            ["email=ada@example.com", "email_verified=true", $"sub={sub}"],
            user.Member("UserAttributes").EnumerateArray()
                .Select(a => $"{a.GetProperty("Name").GetString()}={a.GetProperty("Value").GetString()}"));
        _cognito.Time.Advance(TimeSpan.FromHours(1));
        (await _cognito.SendAsync("GetUser", $$"""{"AccessToken":"{{token}}"}"""))
            .MustFail("NotAuthorizedException", "Access Token has expired");
    }

    [Fact]
    public async Task Refuses_a_token_that_is_forged_or_of_the_wrong_kind()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var signIn = await _cognito.SignInAsync("ada@example.com");
        var access = signIn.Text("AuthenticationResult", "AccessToken");
        var parts = access.Split('.');
        var forged = $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
        (await _cognito.GetUserAsync(forged))
            .MustFail("NotAuthorizedException", "Could not verify signature for Access Token");
        (await _cognito.GetUserAsync(signIn.Text("AuthenticationResult", "IdToken")))
            .MustFail("NotAuthorizedException", "Invalid Access Token");
        (await _cognito.GetUserAsync("x")).MustFail("NotAuthorizedException", "Invalid Access Token");
    }

    [Theory]
    [InlineData("REFRESH_TOKEN_AUTH")]
    [InlineData("REFRESH_TOKEN")]
    public async Task Refreshes_by_either_name_of_the_flow(string flow)
    {
        await _cognito.AddUserAsync("ada@example.com");
        var first = await _cognito.SignInAsync("ada@example.com");
        _cognito.Time.Advance(TimeSpan.FromMinutes(90));
        var refreshed = await _cognito.AppAsync(
            "InitiateAuth",
            $$"""
            {"ClientId":"{{_cognito.ClientId}}","AuthFlow":"{{flow}}",
             "AuthParameters":{"REFRESH_TOKEN":"{{first.Text("AuthenticationResult", "RefreshToken")}}"} }
            """);
        var old = Claims(first.Text("AuthenticationResult", "AccessToken"));
        var next = Claims(refreshed.Text("AuthenticationResult", "AccessToken"));
        Assert.Equal(old.GetProperty("auth_time").GetInt64(), next.GetProperty("auth_time").GetInt64());
        Assert.Equal(old.GetProperty("origin_jti").GetString(), next.GetProperty("origin_jti").GetString());
        Assert.NotEqual(old.GetProperty("jti").GetString(), next.GetProperty("jti").GetString());
        Assert.False(refreshed.Member("AuthenticationResult").TryGetProperty("RefreshToken", out _));
    }

    [Fact]
    public async Task A_rotating_client_gets_the_next_refresh_token_and_the_last_one_stops()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var client = await _cognito.CreateClientAsync(
            _cognito.PoolId, "\"RefreshTokenRotation\":{\"Feature\":\"ENABLED\",\"RetryGracePeriodSeconds\":10}");
        var first = (await SignInAsync(client)).Text("AuthenticationResult", "RefreshToken");
        var second = (await RefreshAsync(client, first)).MustSucceed().Text("AuthenticationResult", "RefreshToken");
        Assert.NotEqual(first, second);
        // Within the grace period a client whose answer got lost may ask again.
        var third = (await RefreshAsync(client, first)).MustSucceed().Text("AuthenticationResult", "RefreshToken");
        _cognito.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("RefreshTokenReuseException", (await RefreshAsync(client, second)).ErrorCode);
        (await RefreshAsync(client, third)).MustSucceed();
        Assert.Equal(
            "InvalidParameterException",
            (await _cognito.SendAsync(
                "InitiateAuth",
                $$"""
                {"ClientId":"{{client}}","AuthFlow":"REFRESH_TOKEN_AUTH","AuthParameters":{"REFRESH_TOKEN":"x"} }
                """)).ErrorCode);
    }

    [Fact]
    public async Task A_revoked_refresh_token_ends_its_sign_in_and_no_other()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var one = await _cognito.SignInAsync("ada@example.com");
        var other = await _cognito.AccessTokenAsync("ada@example.com");
        var refresh = one.Text("AuthenticationResult", "RefreshToken");
        await _cognito.AppAsync("RevokeToken", $$"""{"ClientId":"{{_cognito.ClientId}}","Token":"{{refresh}}"}""");
        (await _cognito.GetUserAsync(one.Text("AuthenticationResult", "AccessToken")))
            .MustFail("NotAuthorizedException", "Access Token has been revoked");
        (await RefreshAsync(_cognito.ClientId, refresh))
            .MustFail("NotAuthorizedException", "Refresh Token has been revoked");
        (await _cognito.GetUserAsync(other)).MustSucceed();
    }

    [Theory]
    [InlineData("GlobalSignOut")]
    [InlineData("AdminUserGlobalSignOut")]
    [InlineData("AdminDisableUser")]
    public async Task A_global_sign_out_ends_every_sign_in(string operation)
    {
        await _cognito.AddUserAsync("ada@example.com");
        var one = await _cognito.AccessTokenAsync("ada@example.com");
        var two = await _cognito.AccessTokenAsync("ada@example.com");
        if (operation == "GlobalSignOut")
        {
            await _cognito.AppAsync(operation, $$"""{"AccessToken":"{{one}}"}""");
        }
        else
        {
            await _cognito.AdminAsync(
                operation, $$"""{"UserPoolId":"{{_cognito.PoolId}}","Username":"ada@example.com"}""");
        }

        foreach (var token in new[] { one, two })
        {
            (await _cognito.GetUserAsync(token)).MustFail("NotAuthorizedException", "Access Token has been revoked");
        }
    }

    [Fact]
    public async Task A_refresh_token_expires_after_the_clients_time()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var refresh = (await _cognito.SignInAsync("ada@example.com")).Text("AuthenticationResult", "RefreshToken");
        _cognito.Time.Advance(TimeSpan.FromDays(30));
        (await RefreshAsync(_cognito.ClientId, refresh))
            .MustFail("NotAuthorizedException", "Refresh Token has expired");
        (await RefreshAsync(_cognito.ClientId, "x")).MustFail("NotAuthorizedException", "Invalid Refresh Token");
    }

    private Task<CognitoResponse> RefreshAsync(string client, string token) => _cognito.SendAsync(
        "GetTokensFromRefreshToken", $$"""{"ClientId":"{{client}}","RefreshToken":"{{token}}"}""");

    private Task<CognitoResponse> SignInAsync(string client) => _cognito.AppAsync(
        "InitiateAuth",
        $$"""
        {"ClientId":"{{client}}","AuthFlow":"USER_PASSWORD_AUTH",
         "AuthParameters":{"USERNAME":"ada@example.com","PASSWORD":"{{CognitoHost.Password}}"} }
        """);

    private static JsonElement Claims(string token) => Part(token, 1);

    private static JsonElement Part(string token, int index)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[index]));
        return document.RootElement.Clone();
    }
}
