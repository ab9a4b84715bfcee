using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Resources;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>AWS::Cognito::IdentityPool and its roles through CreateIdentityPool and SetIdentityPoolRoles.</summary>
internal sealed class IdentityPoolProvisioner(WireClient wire, StackTemplate template)
{
    private const string Prefix = "AWSCognitoIdentityService";

    /// <exception cref="ProvisioningException">The endpoint refused the call.</exception>
    public async Task CreatePoolAsync(
        TemplateResource resource, string name, TemplateMapping properties, CancellationToken stop)
    {
        byte[] body = CreateBody.Write("IdentityPoolName", name, properties, CognitoIdentityPool.CreateIdentityPool);
        WireAnswer answer = await CallAsync("CreateIdentityPool", body, stop);
        using JsonDocument pool = answer.ParseJson();
        string id = pool.RootElement.GetProperty("IdentityPoolId").GetString()!;
        template.SetCreated(resource.LogicalId, "Ref", id);
        template.SetCreated(resource.LogicalId, "Id", id);
    }

    /// <exception cref="ProvisioningException">The endpoint refused the call.</exception>
    public Task AttachRolesAsync(TemplateMapping properties, CancellationToken stop) => CallAsync(
        "SetIdentityPoolRoles",
        CreateBody.Write(properties, CognitoIdentityPoolRoleAttachment.SetIdentityPoolRoles),
        stop);

    private async Task<WireAnswer> CallAsync(string operation, byte[] body, CancellationToken stop)
    {
        WireAnswer answer = await wire.CallAsync("cognito-identity", $"{Prefix}.{operation}", "1.1", body, stop);
        return answer.IsSuccess ? answer : throw new ProvisioningException($"{operation}: {answer.Describe()}");
    }
}
