using System.Net;
using System.Text.Json;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// Documented(https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html).
/// </summary>
public sealed class UpdateUserPoolClientTests : IAsyncLifetime
{
    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync(client: """
        "AccessTokenValidity":10,"TokenValidityUnits":{"AccessToken":"minutes"},
        "PreventUserExistenceErrors":"ENABLED","WriteAttributes":["email"],
        "RefreshTokenRotation":{"Feature":"ENABLED"}
        """);

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    [Fact]
    public async Task Sets_what_is_given_and_answers_with_the_client()
    {
        _cognito.Time.Advance(TimeSpan.FromMinutes(1));
        var updated = (await UpdateAsync("""
            "ClientName":"mobile","ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH"],"AccessTokenValidity":2,
            "ReadAttributes":["email","name"],"EnableTokenRevocation":false
            """)).MustSucceed().Member("UserPoolClient");
        Assert.Equal(_cognito.ClientId, updated.GetProperty("ClientId").GetString());
        Assert.Equal("mobile", updated.GetProperty("ClientName").GetString());
        Assert.Equal("""["ALLOW_USER_PASSWORD_AUTH"]""", updated.GetProperty("ExplicitAuthFlows").ToString());
        Assert.Equal(2, updated.GetProperty("AccessTokenValidity").GetInt32());
        Assert.Equal("hours", updated.GetProperty("TokenValidityUnits").GetProperty("AccessToken").GetString());
        Assert.Equal(["email", "name"], updated.GetProperty("ReadAttributes").EnumerateArray()
            .Select(a => a.GetString()).Order(StringComparer.Ordinal));
        Assert.False(updated.GetProperty("EnableTokenRevocation").GetBoolean());
        Assert.Equal(
            60, updated.GetProperty("LastModifiedDate").GetDouble() - updated.GetProperty("CreationDate").GetDouble());
        Assert.Equal(updated.ToString(), (await DescribeAsync()).ToString());
    }

    /// <summary>"If you don't provide a value for an attribute, Amazon Cognito sets it to its default value."</summary>
    [Fact]
    public async Task What_is_not_given_falls_back_to_its_default_but_for_the_name()
    {
        var updated = (await UpdateAsync()).MustSucceed().Member("UserPoolClient");
        Assert.Equal("web", updated.GetProperty("ClientName").GetString());
        Assert.Equal(
            """["ALLOW_CUSTOM_AUTH","ALLOW_USER_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]""",
            updated.GetProperty("ExplicitAuthFlows").ToString());
        Assert.Equal(1, updated.GetProperty("AccessTokenValidity").GetInt32());
        Assert.Equal("hours", updated.GetProperty("TokenValidityUnits").GetProperty("AccessToken").GetString());
        Assert.Equal("LEGACY", updated.GetProperty("PreventUserExistenceErrors").GetString());
        Assert.False(updated.TryGetProperty("WriteAttributes", out _));
        Assert.False(updated.TryGetProperty("RefreshTokenRotation", out _));
    }

    [Fact]
    public async Task The_next_sign_in_goes_by_the_new_settings()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var old = (await _cognito.SignInAsync("ada@example.com")).MustSucceed();
        Assert.Equal(600, old.Member("AuthenticationResult", "ExpiresIn").GetInt32());
        (await UpdateAsync(
            "\"ExplicitAuthFlows\":[\"ALLOW_USER_PASSWORD_AUTH\"],\"AccessTokenValidity\":3")).MustSucceed();
        var next = (await _cognito.SignInAsync("ada@example.com")).MustSucceed();
        Assert.Equal(10_800, next.Member("AuthenticationResult", "ExpiresIn").GetInt32());
        await _cognito.AppAsync(
            "GetUser", $$"""{"AccessToken":"{{old.Text("AuthenticationResult", "AccessToken")}}"}""");
        (await _cognito.SendAsync(
            "InitiateAuth",
            $$"""
            {"ClientId":"{{_cognito.ClientId}}","AuthFlow":"REFRESH_TOKEN_AUTH",
             "AuthParameters":{"REFRESH_TOKEN":"{{old.Text("AuthenticationResult", "RefreshToken")}}"} }
            """)).MustFail("InvalidParameterException", "REFRESH_TOKEN_AUTH flow not enabled for this client");
    }

    [Theory]
    [InlineData("CallbackURLs", "\"CallbackURLs\":[]")]
    [InlineData("SupportedIdentityProviders Google", "\"SupportedIdentityProviders\":[\"Google\"]")]
    public async Task Refuses_what_would_have_no_effect(string feature, string members)
    {
        var before = await DescribeAsync();
        var answer = await UpdateAsync(members);
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
        Assert.Contains($": {feature} in Cognito UpdateUserPoolClient.", answer.Message, StringComparison.Ordinal);
        Assert.Equal(before.ToString(), (await DescribeAsync()).ToString());
    }

    /// <summary>GenerateSecret is no member of UpdateUserPoolClient: a client keeps its secret, or has none.</summary>
    [Fact]
    public async Task Ignores_what_it_has_no_member_for() => Assert.False(
        (await UpdateAsync("\"GenerateSecret\":true,\"RefreshTokenRotation\":{\"Feature\":\"DISABLED\",\"Colour\":1}"))
            .MustSucceed().Member("UserPoolClient").TryGetProperty("ClientSecret", out _));

    [Fact]
    public async Task Refuses_bad_input_in_order()
    {
        (await _cognito.SendSignedAsync("UpdateUserPoolClient", """{"ClientId":"x"}""")).MustFail(
            "InvalidParameterException",
            "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be "
            + "null");
        (await _cognito.SendSignedAsync(
            "UpdateUserPoolClient", $$"""{"UserPoolId":"{{_cognito.PoolId}}","ClientId":"nobody"}"""))
            .MustFail("ResourceNotFoundException", "User pool client nobody does not exist.");
        var other = await _cognito.CreatePoolAsync("other");
        (await _cognito.SendSignedAsync(
            "UpdateUserPoolClient", $$"""{"UserPoolId":"{{other}}","ClientId":"{{_cognito.ClientId}}"}"""))
            .MustFail("ResourceNotFoundException", $"User pool client {_cognito.ClientId} does not exist.");
        (await UpdateAsync("\"AccessTokenValidity\":25")).MustFail(
            "InvalidParameterException",
            "Invalid range for token validity: AccessToken must be between 00:05:00 and 1.00:00:00.");
        (await UpdateAsync("\"ReadAttributes\":[\"shoe\"]")).MustFail(
            "InvalidParameterException", "Invalid ReadAttributes specified while updating a client: shoe");
    }

    private Task<CognitoResponse> UpdateAsync(string members = "") => _cognito.SendSignedAsync(
        "UpdateUserPoolClient",
        $$"""
        {"UserPoolId":"{{_cognito.PoolId}}","ClientId":"{{_cognito.ClientId}}"
         {{(members.Length > 0 ? "," : "")}}{{members}} }
        """);

    private async Task<JsonElement> DescribeAsync() => (await _cognito.AdminAsync(
        "DescribeUserPoolClient",
        $$"""{"UserPoolId":"{{_cognito.PoolId}}","ClientId":"{{_cognito.ClientId}}"}""")).Member("UserPoolClient");
}
