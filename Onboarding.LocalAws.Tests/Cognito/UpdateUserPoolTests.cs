using System.Net;
using System.Text.Json;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// Documented(https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html).
/// </summary>
public sealed class UpdateUserPoolTests : IAsyncLifetime
{
    private const string Pool = """
        "UsernameAttributes":["email"],"AutoVerifiedAttributes":["email"],
        "UsernameConfiguration":{"CaseSensitive":false},
        "Schema":[{"Name":"tenant","AttributeDataType":"String","Mutable":true}],
        "Policies":{"PasswordPolicy":{"MinimumLength":14} },"EmailVerificationSubject":"Welcome",
        "LambdaConfig":{"CustomMessage":"arn:aws:lambda:us-east-1:123456789012:function:f"},
        "AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"admin_only","Priority":1}]}
        """;

    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync(Pool);

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    [Fact]
    public async Task Sets_what_is_given()
    {
        _cognito.Time.Advance(TimeSpan.FromMinutes(1));
        var created = await DescribeAsync();
        var answer = await UpdateAsync("""
            "PoolName":"persons","DeletionProtection":"ACTIVE",
            "AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true},
            "Policies":{"PasswordPolicy":{"MinimumLength":20,"RequireNumbers":true} },
            "VerificationMessageTemplate":{"EmailSubject":"Hello"},
            "LambdaConfig":{"PreSignUp":"arn:aws:lambda:us-east-1:123456789012:function:g"}
            """);
        Assert.Equal("{}", answer.MustSucceed().Body.ToString());
        var pool = await DescribeAsync();
        Assert.Equal("persons", pool.GetProperty("Name").GetString());
        Assert.Equal("ACTIVE", pool.GetProperty("DeletionProtection").GetString());
        Assert.True(pool.GetProperty("AdminCreateUserConfig").GetProperty("AllowAdminCreateUserOnly").GetBoolean());
        var policy = pool.GetProperty("Policies").GetProperty("PasswordPolicy");
        Assert.Equal(20, policy.GetProperty("MinimumLength").GetInt32());
        Assert.True(policy.GetProperty("RequireNumbers").GetBoolean());
        Assert.Equal("Hello", Subject(pool));
        Assert.EndsWith(":g", pool.GetProperty("LambdaConfig").GetProperty("PreSignUp").GetString()!);
        Assert.Equal(
            created.GetProperty("CreationDate").GetDouble() + 60, pool.GetProperty("LastModifiedDate").GetDouble());
        Assert.Equal(created.GetProperty("CreationDate").GetDouble(), pool.GetProperty("CreationDate").GetDouble());
        (await _cognito.SignUpAsync("ada@example.com"))
            .MustFail("NotAuthorizedException", "SignUp is not permitted for this user pool");
    }

    /// <summary>"If you don't provide a value for an attribute, Amazon Cognito sets it to its default value."</summary>
    [Fact]
    public async Task What_is_not_given_falls_back_to_its_default()
    {
        (await UpdateAsync()).MustSucceed();
        var pool = await DescribeAsync();
        Assert.Equal("{}", pool.GetProperty("LambdaConfig").ToString());
        var policy = pool.GetProperty("Policies").GetProperty("PasswordPolicy");
        Assert.Equal(8, policy.GetProperty("MinimumLength").GetInt32());
        Assert.False(pool.TryGetProperty("AutoVerifiedAttributes", out _));
        Assert.Equal("Your verification code", Subject(pool));
        var recovery = pool.GetProperty("AccountRecoverySetting").GetProperty("RecoveryMechanisms");
        Assert.Equal("verified_email", recovery[0].GetProperty("Name").GetString());
    }

    [Fact]
    public async Task The_name_the_names_of_users_and_the_schema_stay()
    {
        (await UpdateAsync()).MustSucceed();
        var pool = await DescribeAsync();
        Assert.Equal("people", pool.GetProperty("Name").GetString());
        Assert.Equal("""["email"]""", pool.GetProperty("UsernameAttributes").ToString());
        Assert.False(pool.GetProperty("UsernameConfiguration").GetProperty("CaseSensitive").GetBoolean());
        Assert.Contains(
            pool.GetProperty("SchemaAttributes").EnumerateArray(),
            a => a.GetProperty("Name").GetString() == "custom:tenant");
    }

    [Fact]
    public async Task Users_and_their_sign_ins_stay()
    {
        await using var cognito = await CognitoHost.StartAsync();
        var sub = await cognito.AddUserAsync("ada@example.com");
        var token = await cognito.AccessTokenAsync("ada@example.com");
        await cognito.AdminAsync("UpdateUserPool", $$"""{"UserPoolId":"{{cognito.PoolId}}"}""");
        Assert.Equal(sub, (await cognito.AppAsync("GetUser", $$"""{"AccessToken":"{{token}}"}""")).Text("Username"));
        (await cognito.SignInAsync("ADA@example.com")).MustSucceed();
        (await cognito.SignUpAsync("Ada@Example.com"))
            .MustFail("UsernameExistsException", "An account with the given email already exists.");
    }

    [Theory]
    [InlineData("UserPoolTags", "\"UserPoolTags\":{\"a\":\"b\"}")]
    [InlineData("MfaConfiguration ON", "\"MfaConfiguration\":\"ON\"")]
    [InlineData("AutoVerifiedAttributes phone_number", "\"AutoVerifiedAttributes\":[\"phone_number\"]")]
    public async Task Refuses_what_would_have_no_effect(string feature, string members)
    {
        var before = await DescribeAsync();
        var answer = await UpdateAsync(members);
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
        Assert.Contains($": {feature} in Cognito UpdateUserPool.", answer.Message, StringComparison.Ordinal);
        Assert.Equal(before.ToString(), (await DescribeAsync()).ToString());
    }

    /// <summary>What identifies users is no member of UpdateUserPool, so AWS ignores it as any unknown one.</summary>
    [Fact]
    public async Task Ignores_what_it_has_no_member_for()
    {
        (await UpdateAsync("""
            "Schema":[],"UsernameAttributes":[],"AliasAttributes":["email"],
            "UsernameConfiguration":{"CaseSensitive":true},"Policies":{"Colour":"blue"}
            """)).MustSucceed();
        var pool = await DescribeAsync();
        Assert.Equal("""["email"]""", pool.GetProperty("UsernameAttributes").ToString());
        Assert.False(pool.TryGetProperty("AliasAttributes", out _));
        Assert.False(pool.GetProperty("UsernameConfiguration").GetProperty("CaseSensitive").GetBoolean());
        Assert.Contains(
            pool.GetProperty("SchemaAttributes").EnumerateArray(),
            a => a.GetProperty("Name").GetString() == "custom:tenant");
    }

    [Fact]
    public async Task Refuses_bad_input_in_order()
    {
        (await _cognito.SendSignedAsync("UpdateUserPool", "{}")).MustFail(
            "InvalidParameterException",
            "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be "
            + "null");
        (await _cognito.SendSignedAsync("UpdateUserPool", """{"UserPoolId":"us-east-1_none","PoolName":""}"""))
            .MustFail("ResourceNotFoundException", "User pool us-east-1_none does not exist.");
        (await UpdateAsync("\"PoolName\":\"\"")).MustFail(
            "InvalidParameterException",
            "1 validation error detected: Value at 'poolName' failed to satisfy constraint: Member must have length "
            + "less than or equal to 128");
        (await UpdateAsync("\"Policies\":{\"PasswordPolicy\":{\"MinimumLength\":5} }")).MustFail(
            "InvalidParameterException",
            "1 validation error detected: Value at 'policies.passwordPolicy.minimumLength' failed to satisfy "
            + "constraint: Member must have value between 6 and 99");
    }

    [Fact]
    public async Task Is_refused_without_a_signature()
    {
        var answer = await _cognito.SendAsync("UpdateUserPool", $$"""{"UserPoolId":"{{_cognito.PoolId}}"}""");
        Assert.Equal("MissingAuthenticationTokenException", answer.ErrorCode);
    }

    private Task<CognitoResponse> UpdateAsync(string members = "") => _cognito.SendSignedAsync(
        "UpdateUserPool",
        $$"""{"UserPoolId":"{{_cognito.PoolId}}"{{(members.Length > 0 ? "," : "")}}{{members}} }""");

    private async Task<JsonElement> DescribeAsync() =>
        (await _cognito.AdminAsync("DescribeUserPool", $$"""{"UserPoolId":"{{_cognito.PoolId}}"}"""))
            .Member("UserPool");

    private static string Subject(JsonElement pool) =>
        pool.GetProperty("VerificationMessageTemplate").GetProperty("EmailSubject").GetString()!;
}
