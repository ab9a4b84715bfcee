using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Cognito;

namespace Onboarding.LocalAws.Tests.CognitoIdentity;

/// <summary>
/// Pools and their roles.
/// Documented(https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/Welcome.html); texts Recorded in
/// https://github.com/getmoto/moto/issues/1979, https://github.com/aws/aws-cdk/issues/11054 and
/// https://github.com/boto/boto3/issues/73.
/// </summary>
public sealed class IdentityPoolTests : IAsyncLifetime
{
    private const string NotNull = "Member must not be null";
    private const string IdPattern = @"Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+";

    private IdentityHost _identity = null!;

    public async Task InitializeAsync() => _identity = await IdentityHost.StartAsync();

    public async Task DisposeAsync() => await _identity.DisposeAsync();

    [Fact]
    public async Task Ids_are_the_same_on_every_host_and_differ_between_namesakes()
    {
        await using var other = await IdentityHost.StartAsync();
        Assert.Equal(_identity.PoolId, other.PoolId);
        Assert.Matches("^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", other.PoolId);
        Assert.NotEqual(other.PoolId, await other.CreatePoolAsync("customers", allowsGuests: true));
    }

    [Fact]
    public async Task DescribeIdentityPool_returns_what_was_set()
    {
        var pool = await _identity.AdminAsync("DescribeIdentityPool", Body(_identity.PoolId));
        Assert.Equal((_identity.PoolId, "customers"), (pool.Text("IdentityPoolId"), pool.Text("IdentityPoolName")));
        Assert.True(pool.Member("AllowUnauthenticatedIdentities").GetBoolean());
        var provider = Assert.Single(pool.Member("CognitoIdentityProviders").EnumerateArray());
        Assert.Equal(_identity.Provider, provider.GetProperty("ProviderName").GetString());
        Assert.Equal(_identity.Cognito.ClientId, provider.GetProperty("ClientId").GetString());
        Assert.False(provider.GetProperty("ServerSideTokenCheck").GetBoolean());
    }

    [Fact]
    public async Task ListIdentityPools_pages_through_them_all()
    {
        await _identity.CreatePoolAsync("a", allowsGuests: false);
        await _identity.CreatePoolAsync("b", allowsGuests: false);
        List<string> names = [];
        var token = "";
        do
        {
            var page = await _identity.AdminAsync("ListIdentityPools", $$"""{"MaxResults":2{{token}} }""");
            names.AddRange(page.Member("IdentityPools").EnumerateArray()
                .Select(pool => pool.GetProperty("IdentityPoolName").GetString()!));
            token = page.Body.TryGetProperty("NextToken", out var next) ? $",\"NextToken\":\"{next}\"" : "";
        }
        while (token.Length > 0);
        Assert.Equal(["a", "b", "customers"], names.Order());
    }

    [Fact]
    public async Task UpdateIdentityPool_replaces_the_settings_and_leaves_roles_and_identities()
    {
        var user = await _identity.GetIdAsync(await _identity.IdTokenAsync("ada@example.com"));
        var guest = await _identity.GetIdAsync();
        var updated = await _identity.AdminAsync(
            "UpdateIdentityPool",
            $$"""
            {"IdentityPoolId":"{{_identity.PoolId}}","IdentityPoolName":"people","AllowUnauthenticatedIdentities":false,
             "CognitoIdentityProviders":[{"ProviderName":"{{_identity.Provider}}",
             "ClientId":"{{_identity.Cognito.ClientId}}"}]}
            """);
        Assert.Equal((_identity.PoolId, "people"), (updated.Text("IdentityPoolId"), updated.Text("IdentityPoolName")));
        Assert.Equal(
            updated.Body.ToString(),
            (await _identity.AdminAsync("DescribeIdentityPool", Body(_identity.PoolId))).Body.ToString());
        Assert.Equal(IdentityHost.UserRole, (await RolesAsync()).GetProperty("authenticated").GetString());
        var token = await _identity.SignInAsync("ada@example.com");
        Assert.Equal(user, await _identity.GetIdAsync(token));
        await _identity.GetCredentialsAsync(user, token);
        const string noGuests = "Unauthenticated access is not supported for this identity pool.";
        (await _identity.TryGetIdAsync()).MustFail("NotAuthorizedException", noGuests);
        (await _identity.TryGetCredentialsAsync(guest)).MustFail("NotAuthorizedException", noGuests);
        (await _identity.SendSignedAsync(
            "UpdateIdentityPool",
            """{"IdentityPoolId":"a:1","IdentityPoolName":"p","AllowUnauthenticatedIdentities":true}"""))
            .MustFail("ResourceNotFoundException", "IdentityPool 'a:1' not found.");
    }

    [Fact]
    public async Task A_deleted_pool_takes_its_identities_with_it()
    {
        var guest = await _identity.GetIdAsync();
        await _identity.AdminAsync("DeleteIdentityPool", Body(_identity.PoolId));
        var gone = $"IdentityPool '{_identity.PoolId}' not found.";
        foreach (var operation in new[] { "DescribeIdentityPool", "DeleteIdentityPool", "GetIdentityPoolRoles" })
        {
            (await _identity.SendSignedAsync(operation, Body(_identity.PoolId)))
                .MustFail("ResourceNotFoundException", gone);
        }

        (await _identity.TryGetIdAsync()).MustFail("ResourceNotFoundException", gone);
        (await _identity.TryGetCredentialsAsync(guest))
            .MustFail("ResourceNotFoundException", $"Identity '{guest}' not found.");
    }

    [Fact]
    public async Task SetIdentityPoolRoles_replaces_both_roles()
    {
        var roles = await RolesAsync();
        Assert.Equal(IdentityHost.UserRole, roles.GetProperty("authenticated").GetString());
        Assert.Equal(IdentityHost.GuestRole, roles.GetProperty("unauthenticated").GetString());
        (await SetRoleAsync("authenticated", IdentityHost.GuestRole)).MustSucceed();
        roles = await RolesAsync();
        Assert.Equal(IdentityHost.GuestRole, roles.GetProperty("authenticated").GetString());
        Assert.False(roles.TryGetProperty("unauthenticated", out _));
    }

    [Theory]
    [InlineData("arn:aws:iam::210987654321:role/of-another-account")]
    [InlineData("arn:aws:iam::123456789012:user/no-role-at-all")]
    [InlineData("my-stack-SomeRole-KBKHTR8P6UC2")]
    public async Task SetIdentityPoolRoles_refuses_what_is_no_role_of_the_account(string arn)
    {
        (await SetRoleAsync("authenticated", arn))
            .MustFail("NotAuthorizedException", $"Access to Role '{arn}' is forbidden.");
        Assert.Equal(IdentityHost.UserRole, (await RolesAsync()).GetProperty("authenticated").GetString());
    }

    [Theory]
    [InlineData("admin", "arn:aws:iam::123456789012:role/r", "(un)?authenticated]")]
    [InlineData("authenticated", "too-short", "Member must have length greater than or equal to 20]")]
    public async Task SetIdentityPoolRoles_checks_the_shape_of_its_map(string type, string arn, string end)
    {
        var answer = await SetRoleAsync(type, arn);
        Assert.Equal("ValidationException", answer.ErrorCode);
        Assert.Contains($"Value '{{{type}={arn}}}' at 'roles'", answer.Message, StringComparison.Ordinal);
        Assert.EndsWith(end, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CreateIdentityPool", "{}", "null at 'identityPoolName'", NotNull)]
    [InlineData(
        "CreateIdentityPool",
        """{"IdentityPoolName":"a/b"}""",
        "'a/b' at 'identityPoolName'",
        @"Member must satisfy regular expression pattern: [\w\s+=,.@-]+")]
    [InlineData(
        "CreateIdentityPool", """{"IdentityPoolName":"p"}""", "null at 'allowUnauthenticatedIdentities'", NotNull)]
    [InlineData(
        "UpdateIdentityPool", """{"IdentityPoolId":"a:1"}""", "null at 'identityPoolName'", NotNull)]
    [InlineData("ListIdentityPools", "{}", "null at 'maxResults'", NotNull)]
    [InlineData(
        "ListIdentityPools",
        """{"MaxResults":0}""",
        "'0' at 'maxResults'",
        "Member must have value greater than or equal to 1")]
    [InlineData(
        "ListIdentityPools",
        """{"MaxResults":61}""",
        "'61' at 'maxResults'",
        "Member must have value less than or equal to 60")]
    [InlineData(
        "DescribeIdentityPool",
        """{"IdentityPoolId":"us-east-1_x"}""",
        "'us-east-1_x' at 'identityPoolId'",
        IdPattern)]
    [InlineData("SetIdentityPoolRoles", """{"IdentityPoolId":"a:1"}""", "null at 'roles'", NotNull)]
    [InlineData(
        "GetId",
        """{"IdentityPoolId":""}""",
        "'' at 'identityPoolId'",
        "Member must have length greater than or equal to 1")]
    [InlineData(
        "GetId",
        """{"IdentityPoolId":"a:1","Logins":{"p":""}}""",
        "'{…}' at 'logins'",
        "Map value must satisfy constraint: [Member must have length less than or equal to 50000, "
        + "Member must have length greater than or equal to 1]")]
    [InlineData("GetCredentialsForIdentity", "{}", "null at 'identityId'", NotNull)]
    [InlineData("GetCredentialsForIdentity", """{"IdentityId":"A:B"}""", "'A:B' at 'identityId'", IdPattern)]
    public async Task Checks_what_the_model_says_of_members(
        string operation, string body, string member, string constraint) =>
        (await _identity.SendSignedAsync(operation, body)).MustFail(
            "ValidationException",
            $"1 validation error detected: Value {member} failed to satisfy constraint: {constraint}");

    [Fact]
    public async Task Refuses_a_NextToken_that_it_did_not_give() =>
        (await _identity.SendSignedAsync("ListIdentityPools", """{"MaxResults":1,"NextToken":"?"}"""))
            .MustFail("InvalidParameterException", "Invalid NextToken");

    [Theory]
    [InlineData("\"ClientId\":\"c\"")]
    [InlineData("\"ProviderName\":\"cognito-idp.us-east-1.amazonaws.com/us-east-1_a\"")]
    [InlineData("\"ProviderName\":\"us-east-1_a\",\"ClientId\":\"c\"")]
    [InlineData("\"ProviderName\":\"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a\",\"ClientId\":\"c\"")]
    public async Task CreateIdentityPool_refuses_a_provider_that_is_no_user_pool(string members) =>
        (await CreateAsync($"\"CognitoIdentityProviders\":[{{{members}}}]"))
            .MustFail("InvalidParameterException", "Invalid Cognito Identity Provider");

    [Theory]
    [InlineData("AllowClassicFlow", "true")]
    [InlineData("DeveloperProviderName", "\"mine\"")]
    [InlineData("OpenIdConnectProviderARNs", "[\"arn\"]")]
    [InlineData("SamlProviderARNs", "[\"arn\"]")]
    [InlineData("SupportedLoginProviders", "{\"accounts.google.com\":\"id\"}")]
    [InlineData("IdentityPoolTags", "{\"a\":\"b\"}")]
    public async Task CreateIdentityPool_refuses_what_would_have_no_effect(string member, string value)
    {
        var answer = await CreateAsync($"\"{member}\":{value}");
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
        Assert.Contains(
            $": {member} in Cognito identity pools CreateIdentityPool.", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateIdentityPool_refuses_to_ask_a_user_pool_whether_a_token_was_revoked()
    {
        var answer = await CreateAsync("\"CognitoIdentityProviders\":[{\"ServerSideTokenCheck\":true}]");
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
        Assert.Contains(": ServerSideTokenCheck in ", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GetId", "\"Colour\":1")]
    [InlineData("DescribeIdentityPool", "\"Colour\":{\"Hue\":[1]}")]
    [InlineData("SetIdentityPoolRoles", "\"Roles\":{},\"RoleMappings\":{},\"Colour\":null")]
    public async Task Members_that_AWS_does_not_know_are_ignored(string operation, string members) =>
        (await _identity.SendSignedAsync(operation, $"{{\"IdentityPoolId\":\"{_identity.PoolId}\",{members}}}"))
            .MustSucceed();

    [Fact]
    public async Task CreateIdentityPool_ignores_what_AWS_does_not_know_of_a_provider() => Assert.Equal(
        _identity.Cognito.ClientId,
        (await CreateAsync(
            $$"""
            "Colour":1,"CognitoIdentityProviders":[
             {"ProviderName":"{{_identity.Provider}}","ClientId":"{{_identity.Cognito.ClientId}}","Colour":1}]
            """)).MustSucceed().Member("CognitoIdentityProviders")[0].GetProperty("ClientId").GetString());

    [Fact]
    public async Task CreateIdentityPool_takes_what_says_nothing() => (await CreateAsync(
        """
        "AllowClassicFlow":false,"DeveloperProviderName":null,"OpenIdConnectProviderARNs":[],
        "SupportedLoginProviders":{},"CognitoIdentityProviders":[],"IdentityPoolTags":{}
        """)).MustSucceed();

    [Fact]
    public async Task SetIdentityPoolRoles_refuses_role_mappings()
    {
        var answer = await _identity.SendSignedAsync(
            "SetIdentityPoolRoles",
            $$"""
            {"IdentityPoolId":"{{_identity.PoolId}}","Roles":{},
             "RoleMappings":{"{{_identity.Provider}}:{{_identity.Cognito.ClientId}}":{"Type":"Token"} } }
            """);
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
        Assert.Contains(": RoleMappings in ", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GetOpenIdToken")]
    [InlineData("GetOpenIdTokenForDeveloperIdentity")]
    [InlineData("TagResource")]
    [InlineData("")]
    public async Task Refuses_other_operations_by_name_signed_or_not(string operation)
    {
        var answer = await _identity.SendAsync(operation, "{}");
        Assert.Equal((HttpStatusCode.BadRequest, "UnknownOperationException"), (answer.Status, answer.ErrorCode));
        Assert.Contains("AWS_ENDPOINT_URL_COGNITO_IDENTITY", answer.Message, StringComparison.Ordinal);
        Assert.Equal(answer.Message, (await _identity.SendSignedAsync(operation, "{}")).Message);
    }

    [Fact]
    public async Task Administrators_sign_and_apps_do_not()
    {
        Assert.Equal(
            "MissingAuthenticationTokenException",
            (await _identity.SendAsync("DescribeIdentityPool", Body(_identity.PoolId))).ErrorCode);
        (await _identity.SendAsync("GetId", Body(_identity.PoolId))).MustSucceed();
    }

    [Theory]
    [InlineData("AWSCognitoIdentityService.GetId", "{}")]
    [InlineData("AWSCognitoIdentityService.DescribeIdentityPool", "{}")]
    [InlineData("AWSCognitoIdentityProviderService.GetUser", "{}")]
    public async Task A_page_of_this_machine_may_read_every_answer_even_a_refusal(string target, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body) };
        request.Headers.Add("X-Amz-Target", target);
        request.Headers.Add("Origin", "http://localhost:5173");
        using var response = await _identity.Host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("http://localhost:5173", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_reset_forgets_pools_identities_and_credentials()
    {
        var credential = await _identity.GetCredentialsAsync(await _identity.GetIdAsync());
        using var reset = await _identity.Host.Http.PostAsync("/_localaws/reset", content: null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.Equal("ResourceNotFoundException", (await _identity.TryGetIdAsync()).ErrorCode);
        Assert.False(_identity.Host.Services.Credentials.TryFind(credential.AccessKeyId, out _));
    }

    private static string Body(string poolId) => $$"""{"IdentityPoolId":"{{poolId}}"}""";

    private Task<CognitoResponse> CreateAsync(string members) => _identity.SendSignedAsync(
        "CreateIdentityPool", $"{{\"IdentityPoolName\":\"p\",\"AllowUnauthenticatedIdentities\":true,{members}}}");

    private Task<CognitoResponse> SetRoleAsync(string type, string arn) => _identity.SendSignedAsync(
        "SetIdentityPoolRoles",
        $$"""{"IdentityPoolId":"{{_identity.PoolId}}","Roles":{"{{type}}":"{{arn}}"} }""");

    private async Task<JsonElement> RolesAsync() =>
        (await _identity.AdminAsync("GetIdentityPoolRoles", Body(_identity.PoolId))).Member("Roles");
}
