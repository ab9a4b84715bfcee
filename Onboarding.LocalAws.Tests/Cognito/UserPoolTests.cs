using System.Net;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>Pools and clients, from the wire and from a template, and what browsers need.</summary>
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
    [InlineData("CreateUserPool", "\"MfaConfiguration\":\"ON\"")]
    [InlineData("CreateUserPool", "\"UsernameAttributes\":[\"phone_number\"]")]
    [InlineData("CreateUserPool", "\"LambdaConfig\":{\"PreAuthentication\":\"arn\"}")]
    [InlineData("CreateUserPool", "\"LambdaConfig\":{\"PreTokenGenerationConfig\":{\"LambdaVersion\":\"V2_0\"}}")]
    [InlineData("CreateUserPool", "\"DeviceConfiguration\":{}")]
    [InlineData("CreateUserPool", "\"Schema\":[{\"Name\":\"x\",\"DeveloperOnlyAttribute\":true}]")]
    [InlineData("CreateUserPoolClient", "\"ClientName\":\"c\",\"GenerateSecret\":true")]
    [InlineData("CreateUserPoolClient", "\"ClientName\":\"c\",\"CallbackURLs\":[]")]
    public async Task Refuses_what_would_have_no_effect(string operation, string members)
    {
        var answer = await _cognito.SendSignedAsync(
            operation,
            operation == "CreateUserPool"
                ? $"{{\"PoolName\":\"p\",{members}}}"
                : $"{{\"UserPoolId\":\"{_cognito.PoolId}\",{members}}}");
        Assert.Equal((HttpStatusCode.BadRequest, "NotImplementedException"), (answer.Status, answer.ErrorCode));
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
