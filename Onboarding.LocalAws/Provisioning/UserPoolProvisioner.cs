using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Resources;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>AWS::Cognito::UserPool and its clients through CreateUserPool and CreateUserPoolClient.</summary>
internal sealed class UserPoolProvisioner(WireClient wire, StackTemplate template)
{
    private const string Prefix = "AWSCognitoIdentityProviderService";

    /// <exception cref="ProvisioningException">The endpoint refused the call.</exception>
    public async Task CreatePoolAsync(
        TemplateResource resource, string name, TemplateMapping properties, CancellationToken stop)
    {
        byte[] body = CreateBody.Write("PoolName", name, properties, CognitoUserPool.CreateUserPool);
        JsonElement pool = await CallAsync("CreateUserPool", body, "UserPool", stop);
        string id = pool.GetProperty("Id").GetString()!;
        string edge = template.Stack.EdgeUrl;
        template.SetCreated(resource.LogicalId, "Ref", id);
        template.SetCreated(resource.LogicalId, "UserPoolId", id);
        template.SetCreated(resource.LogicalId, "Arn", pool.GetProperty("Arn").GetString()!);
        // In AWS cognito-idp.{region}.amazonaws.com/{id}: the issuer of the pool's tokens, here as there.
        template.SetCreated(resource.LogicalId, "ProviderURL", $"{edge}/{id}");
        template.SetCreated(resource.LogicalId, "ProviderName", $"{new Uri(edge).Authority}/{id}");
    }

    /// <exception cref="ProvisioningException">The endpoint refused the call.</exception>
    public async Task CreateClientAsync(
        TemplateResource resource, string name, TemplateMapping properties, CancellationToken stop)
    {
        byte[] body = CreateBody.Write("ClientName", name, properties, CognitoUserPoolClient.CreateUserPoolClient);
        JsonElement client = await CallAsync("CreateUserPoolClient", body, "UserPoolClient", stop);
        string id = client.GetProperty("ClientId").GetString()!;
        template.SetCreated(resource.LogicalId, "Ref", id);
        template.SetCreated(resource.LogicalId, "ClientId", id);
    }

    private async Task<JsonElement> CallAsync(string operation, byte[] body, string member, CancellationToken stop)
    {
        WireAnswer answer = await wire.CallAsync("cognito-idp", $"{Prefix}.{operation}", "1.1", body, stop);
        if (!answer.IsSuccess) throw new ProvisioningException($"{operation}: {answer.Describe()}");
        using JsonDocument document = answer.ParseJson();
        return document.RootElement.GetProperty(member).Clone();
    }
}
