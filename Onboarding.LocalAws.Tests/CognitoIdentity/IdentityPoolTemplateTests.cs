using Onboarding.LocalAws.Tests.Cognito;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.CognitoIdentity;

/// <summary>
/// Documented(https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypool.html
/// and aws-resource-cognito-identitypoolroleattachment.html).
/// </summary>
public sealed class IdentityPoolTemplateTests
{
    [Fact]
    public async Task A_template_makes_the_pool_and_attaches_its_roles()
    {
        const string template = """
            Resources:
              People:
                Type: AWS::Cognito::UserPool
              Web:
                Type: AWS::Cognito::UserPoolClient
                Properties: {UserPoolId: !Ref People, GenerateSecret: false}
              Customers:
                Type: AWS::Cognito::IdentityPool
                Properties:
                  AllowUnauthenticatedIdentities: false
                  AllowClassicFlow: false
                  CognitoIdentityProviders:
                    - {ClientId: !Ref Web, ProviderName: !GetAtt People.ProviderName, ServerSideTokenCheck: false}
              SignedIn:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - Effect: Allow
                        Action: sts:AssumeRoleWithWebIdentity
                        Principal: {Federated: cognito-identity.amazonaws.com}
                        Condition: {StringEquals: {"cognito-identity.amazonaws.com:aud": !Ref Customers}}
              Roles:
                Type: AWS::Cognito::IdentityPoolRoleAttachment
                Properties:
                  IdentityPoolId: !Ref Customers
                  Roles: {authenticated: !GetAtt SignedIn.Arn}
            Outputs:
              Id: {Value: !Ref Customers}
              Name: {Value: !GetAtt Customers.Name}
              Role: {Value: !Ref SignedIn}
            """;
        await using var host = await TestHost.StartAsync();
        var stack = await host.DeployAsync(template);
        Assert.Equal(stack.Outputs["Id"], stack.PhysicalIds["Customers"]);
        Assert.Matches("^us-east-1:[0-9a-f-]{36}$", stack.Outputs["Id"]);
        Assert.EndsWith("-Customers", stack.Outputs["Name"], StringComparison.Ordinal);
        Assert.Contains("SignedIn: AssumeRolePolicyDocument", stack.CloudOnly);
        var pool = await CallAsync(host, "DescribeIdentityPool", stack.Outputs["Id"]);
        Assert.Equal(stack.Outputs["Name"], pool.Text("IdentityPoolName"));
        var provider = Assert.Single(pool.Member("CognitoIdentityProviders").EnumerateArray());
        Assert.EndsWith(
            $"/{stack.PhysicalIds["People"]}",
            provider.GetProperty("ProviderName").GetString()!,
            StringComparison.Ordinal);
        var roles = (await CallAsync(host, "GetIdentityPoolRoles", stack.Outputs["Id"])).Member("Roles");
        Assert.Equal(
            $$"""{"authenticated":"arn:aws:iam::123456789012:role/{{stack.Outputs["Role"]}}"}""", roles.GetRawText());
    }

    [Fact]
    public async Task A_pool_that_is_there_is_found_by_its_name_and_brought_to_the_templates_settings()
    {
        const string template = """
            Resources:
              Customers:
                Type: AWS::Cognito::IdentityPool
                Properties: {IdentityPoolName: customers, AllowUnauthenticatedIdentities: true}
            """;
        await using var host = await TestHost.StartAsync();
        var id = (await host.DeployAsync(template)).PhysicalIds["Customers"];
        var again = await host.DeployAsync(template.Replace("true", "false", StringComparison.Ordinal));
        Assert.Equal(id, again.PhysicalIds["Customers"]);
        var pool = await CallAsync(host, "DescribeIdentityPool", id);
        Assert.False(pool.Member("AllowUnauthenticatedIdentities").GetBoolean());

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => host.DeployAsync(
            template + "\n" + template[template.IndexOf("  Customers", StringComparison.Ordinal)..]
                .Replace("  Customers", "  Others", StringComparison.Ordinal)));
        Assert.Contains("its name 'customers' is that of ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AllowClassicFlow: true", "AllowClassicFlow")]
    [InlineData("CognitoIdentityProviders: [{ClientId: c, ProviderName: p, ServerSideTokenCheck: true}]", "ServerSide")]
    [InlineData("SupportedLoginProviders: {graph.facebook.com: x}", "SupportedLoginProviders")]
    public async Task A_template_with_what_would_have_no_effect_is_refused(string property, string named)
    {
        var template = $$"""
            Resources:
              Customers:
                Type: AWS::Cognito::IdentityPool
                Properties:
                  AllowUnauthenticatedIdentities: true
                  {{property}}
            """;
        await using var host = await TestHost.StartAsync();
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => host.DeployAsync(template));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.Contains("not supported", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<CognitoResponse> CallAsync(TestHost host, string operation, string poolId)
    {
        using var response = await host.SendSignedAsync(
            "cognito-identity",
            HttpMethod.Post,
            "/",
            $$"""{"IdentityPoolId":"{{poolId}}"}""",
            $"X-Amz-Target: AWSCognitoIdentityService.{operation}");
        return (await CognitoResponse.ReadAsync(response)).MustSucceed();
    }
}
