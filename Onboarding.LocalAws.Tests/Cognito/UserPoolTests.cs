using System.Net;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// Pools and clients, from the wire and from a template, and what browsers need.
/// Documented(https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html).
/// </summary>
public sealed class UserPoolTests : IAsyncLifetime
{
    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync();

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    [Fact]
    public async Task Ids_are_the_same_on_every_host_and_differ_between_namesakes()
    {
        await using var other = await CognitoHost.StartAsync();
        Assert.Equal((_cognito.PoolId, _cognito.ClientId), (other.PoolId, other.ClientId));
        Assert.Matches("^us-east-1_[A-Za-z0-9]{9}$", _cognito.PoolId);
        Assert.Matches("^[a-z0-9]{26}$", _cognito.ClientId);
        Assert.NotEqual(_cognito.PoolId, await _cognito.CreatePoolAsync("people"));
        Assert.NotEqual(_cognito.ClientId, await _cognito.CreateClientAsync(_cognito.PoolId));
    }

    [Fact]
    public async Task DescribeUserPool_returns_what_was_set()
    {
        var id = await _cognito.CreatePoolAsync(
            "strict",
            """
            "AliasAttributes":["email"],"Policies":{"PasswordPolicy":{"MinimumLength":12,"RequireSymbols":true}},
            "Schema":[{"Name":"email","AttributeDataType":"String","Required":true,"Mutable":false},
             {"Name":"age","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"18"} }],
            "LambdaConfig":{"PostConfirmation":"arn:aws:lambda:us-east-1:123456789012:function:f"}
            """);
        var pool = (await _cognito.AdminAsync("DescribeUserPool", $$"""{"UserPoolId":"{{id}}"}""")).Member("UserPool");
        Assert.Equal($"arn:aws:cognito-idp:us-east-1:123456789012:userpool/{id}", pool.GetProperty("Arn").GetString());
        var policy = pool.GetProperty("Policies").GetProperty("PasswordPolicy");
        Assert.Equal(12, policy.GetProperty("MinimumLength").GetInt32());
        Assert.False(policy.GetProperty("RequireNumbers").GetBoolean());
        var schema = pool.GetProperty("SchemaAttributes").EnumerateArray()
            .ToDictionary(a => a.GetProperty("Name").GetString()!);
        Assert.False(schema["email"].GetProperty("Mutable").GetBoolean());
        Assert.Equal(
            "18", schema["custom:age"].GetProperty("NumberAttributeConstraints").GetProperty("MinValue").GetString());
        Assert.EndsWith(
            ":f",
            pool.GetProperty("LambdaConfig").GetProperty("PostConfirmation").GetString()!,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MfaConfiguration ON", """ "MfaConfiguration":"ON" """)]
    [InlineData("UsernameAttributes phone_number", """ "UsernameAttributes":["phone_number"] """)]
    [InlineData("UserPoolTier PLUS", """ "UserPoolTier":"PLUS" """)]
    [InlineData("UserPoolTags", """ "UserPoolTags":{"a":"b"} """)]
    [InlineData("DeviceConfiguration", """ "DeviceConfiguration":{} """)]
    [InlineData("DeveloperOnlyAttribute", """ "Schema":[{"Name":"x","DeveloperOnlyAttribute":true}] """)]
    [InlineData("PreAuthentication", """ "LambdaConfig":{"PreAuthentication":"arn"} """)]
    [InlineData("InboundFederation", """ "LambdaConfig":{"InboundFederation":{"LambdaArn":"arn"} } """)]
    [InlineData(
        "PreTokenGenerationConfig LambdaVersion V2_0",
        """ "LambdaConfig":{"PreTokenGenerationConfig":{"LambdaVersion":"V2_0"} } """)]
    [InlineData("SignInPolicy", """ "Policies":{"SignInPolicy":{} } """)]
    [InlineData("PasswordHistorySize", """ "Policies":{"PasswordPolicy":{"PasswordHistorySize":3} } """)]
    [InlineData("From", """ "EmailConfiguration":{"From":"ada@example.com"} """)]
    [InlineData("SmsMessage", """ "VerificationMessageTemplate":{"SmsMessage":"{####}"} """)]
    [InlineData("SMSMessage", """ "AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"{####}"} } """)]
    public async Task CreateUserPool_refuses_what_would_have_no_effect(string feature, string members)
    {
        var answer = await _cognito.SendSignedAsync("CreateUserPool", $$"""{"PoolName":"p",{{members}}}""");
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
        Assert.Contains($": {feature} in Cognito CreateUserPool.", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GenerateSecret true", "\"GenerateSecret\":true")]
    [InlineData("ClientSecret", "\"ClientSecret\":\"s\"")]
    [InlineData("CallbackURLs", "\"CallbackURLs\":[]")]
    public async Task CreateUserPoolClient_refuses_what_would_have_no_effect(string feature, string members)
    {
        var answer = await _cognito.SendSignedAsync(
            "CreateUserPoolClient", $$"""{"UserPoolId":"{{_cognito.PoolId}}","ClientName":"c",{{members}}}""");
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
        Assert.Contains($": {feature} in Cognito CreateUserPoolClient.", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_AWS_does_not_know_are_ignored_at_every_depth()
    {
        var id = await _cognito.CreatePoolAsync(
            "curious",
            """
            "Colour":1,"LambdaConfig":{"Colour":1},"EmailConfiguration":{"Colour":1},
            "Policies":{"Colour":1,"PasswordPolicy":{"Colour":1} },"VerificationMessageTemplate":{"Colour":1},
            "AdminCreateUserConfig":{"Colour":1,"InviteMessageTemplate":{"Colour":1} },
            "Schema":[{"Name":"age","Colour":1}]
            """);
        await _cognito.CreateClientAsync(id, "\"RefreshTokenRotation\":{\"Feature\":\"ENABLED\",\"Colour\":1}");
    }

    /// <summary>They have no effect here; AWS's defaults are ESSENTIALS, Cognito's own mail, and no list.</summary>
    [Fact]
    public async Task The_tier_and_the_identity_providers_can_be_read_back()
    {
        var pool = await PoolAsync(await _cognito.CreatePoolAsync(
            "lite", """ "UserPoolTier":"LITE","EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"} """));
        Assert.Equal("LITE", pool.Text("UserPool", "UserPoolTier"));
        Assert.Equal("COGNITO_DEFAULT", pool.Text("UserPool", "EmailConfiguration", "EmailSendingAccount"));
        Assert.Equal("ESSENTIALS", (await PoolAsync(_cognito.PoolId)).Text("UserPool", "UserPoolTier"));
        var client = await _cognito.CreateClientAsync(_cognito.PoolId, "\"SupportedIdentityProviders\":[\"COGNITO\"]");
        Assert.Equal(
            """["COGNITO"]""",
            (await ClientAsync(client)).Member("UserPoolClient", "SupportedIdentityProviders").ToString());
        Assert.False((await ClientAsync(_cognito.ClientId)).Member("UserPoolClient")
            .TryGetProperty("SupportedIdentityProviders", out _));

        Task<CognitoResponse> PoolAsync(string id) =>
            _cognito.AdminAsync("DescribeUserPool", $$"""{"UserPoolId":"{{id}}"}""");
        Task<CognitoResponse> ClientAsync(string id) => _cognito.AdminAsync(
            "DescribeUserPoolClient", $$"""{"UserPoolId":"{{_cognito.PoolId}}","ClientId":"{{id}}"}""");
    }

    [Fact]
    public async Task ListUserPoolClients_pages_through_them_all()
    {
        string[] ids =
        [
            _cognito.ClientId, await _cognito.CreateClientAsync(_cognito.PoolId),
            await _cognito.CreateClientAsync(_cognito.PoolId),
        ];
        var first = await ListClientsAsync("");
        Assert.Equal(2, first.Member("UserPoolClients").GetArrayLength());
        var last = await ListClientsAsync($",\"NextToken\":\"{first.Text("NextToken")}\"");
        Assert.False(last.Body.TryGetProperty("NextToken", out _));
        Assert.Equal(ids.Order(), Ids(first).Concat(Ids(last)).Order());

        Task<CognitoResponse> ListClientsAsync(string more) => _cognito.AdminAsync(
            "ListUserPoolClients", $$"""{"UserPoolId":"{{_cognito.PoolId}}","MaxResults":2{{more}} }""");
        static IEnumerable<string> Ids(CognitoResponse page) => page.Member("UserPoolClients").EnumerateArray()
            .Select(client => client.GetProperty("ClientId").GetString()!);
    }

    [Fact]
    public async Task ListUserPools_names_the_pools()
    {
        var pools = await _cognito.AdminAsync("ListUserPools", """{"MaxResults":10}""");
        var pool = Assert.Single(pools.Member("UserPools").EnumerateArray());
        Assert.Equal(_cognito.PoolId, pool.GetProperty("Id").GetString());
    }

    [Fact]
    public async Task A_deleted_client_is_gone()
    {
        var client = await _cognito.CreateClientAsync(_cognito.PoolId);
        var named = $$"""{"UserPoolId":"{{_cognito.PoolId}}","ClientId":"{{client}}"}""";
        await _cognito.AdminAsync("DeleteUserPoolClient", named);
        (await _cognito.SendSignedAsync("DescribeUserPoolClient", named))
            .MustFail("ResourceNotFoundException", $"User pool client {client} does not exist.");
    }

    [Fact]
    public async Task Flows_that_a_client_does_not_allow_are_refused()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var created = await _cognito.AdminAsync(
            "CreateUserPoolClient", $$"""{"UserPoolId":"{{_cognito.PoolId}}","ClientName":"srp only"}""");
        var client = created.Text("UserPoolClient", "ClientId");
        (await _cognito.SendAsync(
            "InitiateAuth",
            $$"""
            {"ClientId":"{{client}}","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"a","PASSWORD":"b"} }
            """)).MustFail("InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client");
    }

    [Fact]
    public async Task A_deleted_pool_takes_its_clients_with_it()
    {
        await _cognito.AdminAsync("DeleteUserPool", $$"""{"UserPoolId":"{{_cognito.PoolId}}"}""");
        (await _cognito.SignUpAsync("ada@example.com"))
            .MustFail("ResourceNotFoundException", $"User pool client {_cognito.ClientId} does not exist.");
        (await _cognito.SendSignedAsync("DescribeUserPool", $$"""{"UserPoolId":"{{_cognito.PoolId}}"}"""))
            .MustFail("ResourceNotFoundException", $"User pool {_cognito.PoolId} does not exist.");
    }

    [Theory]
    [InlineData("http://localhost:5173", true)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("https://example.com", false)]
    [InlineData("null", false)]
    public async Task Lets_in_pages_of_this_machine_only(string origin, bool isAllowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add(
            "Access-Control-Request-Headers", "cache-control,content-type,x-amz-target,x-amz-user-agent");
        using var response = await _cognito.Host.Http.SendAsync(request);
        Assert.Equal(isAllowed ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(isAllowed, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed));
        if (!isAllowed)
        {
            return;
        }

        Assert.Equal(origin, allowed!.Single());
        var headers = response.Headers.GetValues("Access-Control-Allow-Headers").Single();
        Assert.Contains("amz-sdk-invocation-id", headers, StringComparison.Ordinal);
        Assert.Contains("x-amz-target", headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_makes_the_pool_and_its_client()
    {
        const string template = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Hook:
                Type: AWS::Serverless::Function
                Properties: {Handler: Hook, Runtime: provided.al2023, CodeUri: out/}
              MayCall:
                Type: AWS::Lambda::Permission
                Properties:
                  Action: lambda:InvokeFunction
                  FunctionName: !GetAtt Hook.Arn
                  Principal: cognito-idp.amazonaws.com
                  SourceArn: !GetAtt Pool.Arn
              Pool:
                Type: AWS::Cognito::UserPool
                Properties:
                  UsernameAttributes: [email]
                  AutoVerifiedAttributes: [email]
                  Policies: {PasswordPolicy: {MinimumLength: 12, RequireNumbers: true}}
                  Schema:
                    - Name: firstName
                      AttributeDataType: String
                      Mutable: true
                      StringAttributeConstraints: {MinLength: 1, MaxLength: 50}
                  LambdaConfig: {PostConfirmation: !GetAtt Hook.Arn}
              Web:
                Type: AWS::Cognito::UserPoolClient
                Properties:
                  UserPoolId: !Ref Pool
                  GenerateSecret: false
                  ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH]
            Outputs:
              UserPoolId: {Value: !Ref Pool}
              UserPoolClientId: {Value: !Ref Web}
              Issuer: {Value: !GetAtt Pool.ProviderURL}
            """;
        await using var host = await TestHost.StartAsync();
        var stack = await host.DeployAsync(template);
        Assert.Matches("^us-east-1_[A-Za-z0-9]{9}$", stack.Outputs["UserPoolId"]);
        Assert.Matches("^[a-z0-9]{26}$", stack.Outputs["UserPoolClientId"]);
        Assert.Equal($"{host.Url}/{stack.Outputs["UserPoolId"]}", stack.Outputs["Issuer"]);
        Assert.Equal(stack.Outputs["UserPoolId"], stack.PhysicalIds["Pool"]);
        Assert.Contains(stack.CloudOnly, line => line.Contains("AWS::Lambda::Permission", StringComparison.Ordinal));
    }
}
