using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Cognito;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Lambda;

namespace Onboarding.LocalAws.Tests.Provisioning;

/// <summary>
/// A template over a user pool that is there already, as after a restart with a data folder. What can change:
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html.
/// </summary>
public sealed class KeptUserPoolTests
{
    private const string Ada = "ada@example.com";

    private const string Stack = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Function:
            Type: AWS::Serverless::Function
            Properties:
              Handler: Function
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                Me: {Type: HttpApi, Properties: {Path: /me, Method: GET, ApiId: !Ref Api, Auth: {Authorizer: People}}}
          Api:
            Type: AWS::Serverless::HttpApi
            Properties:
              Auth:
                Authorizers:
                  People:
                    IdentitySource: $request.header.Authorization
                    JwtConfiguration: {issuer: !GetAtt Pool.ProviderURL, audience: [!Ref Web]}
          Hook:
            Type: AWS::Serverless::Function
            Properties: {Handler: Hook, Runtime: provided.al2023, CodeUri: out/}
          Pool:
            Type: AWS::Cognito::UserPool
            Properties:
              UsernameAttributes: [email]
              AutoVerifiedAttributes: [email]
              UsernameConfiguration: {CaseSensitive: false}
              Schema:
                - {Name: firstName, AttributeDataType: String, Mutable: true}
                - {Name: email, Required: true, Mutable: false}
              LambdaConfig: {PostConfirmation: !GetAtt Hook.Arn}
          Web:
            Type: AWS::Cognito::UserPoolClient
            Properties:
              UserPoolId: !Ref Pool
              GenerateSecret: false
              ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH, ALLOW_REFRESH_TOKEN_AUTH]
        Outputs:
          Pool: {Value: !Ref Pool}
          Client: {Value: !Ref Web}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_goes_on_with_the_same_pool_client_users_and_tokens(bool isCrash)
    {
        using var folder = new DataFolder();
        var confirmed = new ConcurrentQueue<string>();
        DeployedStack stack;
        string token;
        Uri url;
        DataFolder? crashed = null;
        await using (var host = await StartAsync(folder, confirmed))
        {
            stack = await host.DeployAsync(Stack);
            var cognito = CognitoOf(host, stack);
            await cognito.AddUserAsync(Ada);
            token = await cognito.AccessTokenAsync(Ada);
            Assert.Equal(HttpStatusCode.OK, await GetMeAsync(host, token));
            url = new Uri(host.Url);
            crashed = isCrash ? folder.Copy() : null;
        }

        using (crashed)
        {
            // The tokens name their issuer, which is the edge: so its port is the same, as it is without --port 0.
            await using var host = await StartAsync(crashed ?? folder, confirmed, url.Port);
            Assert.Equal(stack.Outputs, (await host.DeployAsync(Stack)).Outputs);
            var cognito = CognitoOf(host, stack);
            (await cognito.GetUserAsync(token)).MustSucceed();
            Assert.Equal(HttpStatusCode.OK, await GetMeAsync(host, token));
            Assert.Equal(HttpStatusCode.Unauthorized, await GetMeAsync(host, token[..^8] + "AAAAAAAA"));
            Assert.Equal(HttpStatusCode.OK, await GetMeAsync(host, await cognito.AccessTokenAsync(Ada)));
            Assert.Single(confirmed);
            await cognito.AddUserAsync("bob@example.com");
            Assert.Equal(2, confirmed.Count);
        }
    }

    [Fact]
    public async Task What_can_change_becomes_what_the_template_says_now()
    {
        await using var host = await TestHost.StartAsync();
        await host.DeployAsync(Stack);
        var stack = await host.DeployAsync(Stack
            .Replace(
                "LambdaConfig: {PostConfirmation: !GetAtt Hook.Arn}",
                "Policies: {PasswordPolicy: {MinimumLength: 14}}")
            .Replace("[ALLOW_USER_PASSWORD_AUTH, ALLOW_REFRESH_TOKEN_AUTH]", "[ALLOW_USER_SRP_AUTH]"));
        var cognito = CognitoOf(host, stack);
        var pool = (await cognito.AdminAsync("DescribeUserPool", $$"""{"UserPoolId":"{{cognito.PoolId}}"}"""))
            .Member("UserPool");
        Assert.Equal(
            14, pool.GetProperty("Policies").GetProperty("PasswordPolicy").GetProperty("MinimumLength").GetInt32());
        Assert.Equal("{}", pool.GetProperty("LambdaConfig").ToString());
        var client = (await cognito.AdminAsync(
            "DescribeUserPoolClient",
            $$"""{"UserPoolId":"{{cognito.PoolId}}","ClientId":"{{cognito.ClientId}}"}""")).Member("UserPoolClient");
        Assert.Equal("""["ALLOW_USER_SRP_AUTH"]""", client.GetProperty("ExplicitAuthFlows").ToString());
        Assert.Single(host.Services.UserPools.All());
        Assert.Single(host.Services.UserPools.ClientsOf(cognito.PoolId));
    }

    [Theory]
    [InlineData("UsernameAttributes: [email]", "", "its UsernameAttributes: email there, none in the template")]
    [InlineData(
        "UsernameAttributes: [email]",
        "AliasAttributes: [email]",
        "its UsernameAttributes: email there, none in the template")]
    [InlineData("CaseSensitive: false", "CaseSensitive: true", "its CaseSensitive: false there, true in the template")]
    [InlineData(
        "- {Name: firstName, AttributeDataType: String, Mutable: true}",
        "- {Name: given, AttributeDataType: Number, NumberAttributeConstraints: {MinValue: 1}}",
        "its attribute custom:firstName: mutable String, up to 2048 there, none in the template")]
    [InlineData(
        "- {Name: firstName, AttributeDataType: String, Mutable: true}",
        "- {Name: firstName, Mutable: true, StringAttributeConstraints: {MinLength: 1, MaxLength: 50}}",
        "its attribute custom:firstName: mutable String, up to 2048 there, mutable String, 1 to 50 in the template")]
    [InlineData(
        "- {Name: email, Required: true, Mutable: false}",
        "- {Name: name, Required: true}",
        "its attribute name: mutable String, 0 to 2048 there, mutable required String, 0 to 2048 in the template")]
    public async Task What_cannot_change_is_one_clear_error(string old, string next, string difference)
    {
        await using var host = await TestHost.StartAsync();
        var pool = (await host.DeployAsync(Stack)).PhysicalIds["Pool"];
        Assert.Contains(old, Stack, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => host.DeployAsync(Stack.Replace(old, next)));
        Assert.Contains(
            $"Pool (AWS::Cognito::UserPool) was not created: the user pool {pool} is there already and differs in "
            + $"{difference}; delete it (DeleteUserPool) or start with another data folder",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    /// <summary>CreateUserPool refuses each of them, but is not called where the pool was kept.</summary>
    [Theory]
    [InlineData(
        "{Name: firstName, Mutable: true}, {Name: custom:firstName}",
        "its Schema names the attribute custom:firstName twice")]
    [InlineData(
        "{Name: firstName, Mutable: true, StringAttributeConstraints: {MaxLength: long}}",
        "the MaxLength of its attribute custom:firstName must be a whole number, not 'long'")]
    [InlineData(
        "{Name: firstName, Mutable: true, Required: true}",
        "differs in its attribute custom:firstName: mutable String, up to 2048 there, "
        + "mutable required String, up to 2048 in the template")]
    [InlineData(
        "{Name: firstName, Mutable: true, DeveloperOnlyAttribute: true}",
        "differs in its attribute custom:firstName: mutable String, up to 2048 there, "
        + "mutable developer-only String, up to 2048 in the template")]
    [InlineData(
        "{Name: firstName, Mutable: true}, {Name: aNameThatIsLongerThanAnyMayBe}",
        "differs in its attribute custom:aNameThatIsLongerThanAnyMayBe: none there, "
        + "immutable String, up to 2048 in the template")]
    public async Task A_faulty_schema_beside_a_kept_pool_is_a_fault_with_its_line(string schema, string fault)
    {
        await using var host = await TestHost.StartAsync();
        await host.DeployAsync(Stack);
        const string email = "{Name: email, Required: true, Mutable: false}";
        var faulty = Stack.Replace(
            "Schema:", $"Schema: [{schema}, {email}]").Split('\n')
            .Where(line => !line.TrimStart().StartsWith("- {Name: ", StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => host.DeployAsync(string.Join('\n', faulty)));
        Assert.Contains(
            ":22:3: Pool (AWS::Cognito::UserPool) was not created: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task A_pool_is_found_on_any_page()
    {
        await using var host = await TestHost.StartAsync();
        var stack = await host.DeployAsync(Stack);
        var cognito = CognitoOf(host, stack);
        for (var i = 0; i < 130; i++)
        {
            await cognito.CreatePoolAsync($"another {i}");
            await cognito.AdminAsync(
                "CreateUserPoolClient", $$"""{"UserPoolId":"{{cognito.PoolId}}","ClientName":"another {{i}}"}""");
        }

        Assert.Equal(stack.Outputs, (await host.DeployAsync(Stack)).Outputs);
    }

    [Fact]
    public async Task Namesakes_that_cannot_be_told_apart_are_one_clear_error()
    {
        await using var host = await TestHost.StartAsync();
        var stack = await host.DeployAsync(Stack);
        var cognito = CognitoOf(host, stack);
        var second = await cognito.AdminAsync(
            "CreateUserPoolClient", $$"""{"UserPoolId":"{{cognito.PoolId}}","ClientName":"onboarding-Web"}""");
        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => host.DeployAsync(Stack));
        Assert.Contains(
            $"2 clients of the user pool {cognito.PoolId} are named 'onboarding-Web': ",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Contains(second.Text("UserPoolClient", "ClientId"), refusal.Message, StringComparison.Ordinal);
        await cognito.CreatePoolAsync("onboarding-Pool");
        refusal = await Assert.ThrowsAsync<LocalAwsException>(() => host.DeployAsync(Stack));
        Assert.Contains("2 user pools are named 'onboarding-Pool': ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("; delete those that are not the template's", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_pools_of_one_name_in_a_template_are_refused()
    {
        await using var host = await TestHost.StartAsync();
        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => host.DeployAsync("""
            Resources:
              One: {Type: AWS::Cognito::UserPool, Properties: {UserPoolName: people}}
              Two: {Type: AWS::Cognito::UserPool, Properties: {UserPoolName: people}}
            """));
        Assert.Contains("its name 'people' is that of ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(", too; give it another", refusal.Message, StringComparison.Ordinal);
    }

    private static CognitoHost CognitoOf(TestHost host, DeployedStack stack) =>
        CognitoHost.Of(host, stack.Outputs["Pool"], stack.Outputs["Client"]);

    private static Task<TestHost> StartAsync(DataFolder folder, ConcurrentQueue<string> confirmed, int port = 0) =>
        TestHost.StartAsync(
            new LocalAwsOptions
            {
                DataFolder = new DirectoryInfo(folder.Path),
                Cognito = new CognitoOptions { PasswordIterations = 10 },
                Functions = LambdaHost.Serving(e =>
                {
                    using var payload = JsonDocument.Parse(e.Payload);
                    if (!payload.RootElement.TryGetProperty("triggerSource", out var source))
                    {
                        return """{"statusCode":200}""";
                    }

                    confirmed.Enqueue(source.GetString()!);
                    return e.Payload;
                }),
            },
            port);

    private static async Task<HttpStatusCode> GetMeAsync(TestHost host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Http.SendAsync(request);
        return response.StatusCode;
    }
}
