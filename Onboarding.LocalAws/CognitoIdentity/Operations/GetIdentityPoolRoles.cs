using System.Text.Json;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// GetIdentityPoolRoles. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html.
/// </summary>
internal sealed class GetIdentityPoolRoles(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    public string Name => "GetIdentityPoolRoles";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-identity:GetIdentityPoolRoles", CognitoIdentityResources.IdentityPool)];

    public OperationMembers Members { get; } = new("IdentityPoolId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var pool = context.Pool(Constraints.IdentityPoolId(call.Input));
        response.WriteString("IdentityPoolId"u8, pool.Id);
        response.WriteStartObject("Roles"u8);
        Write(response, SetIdentityPoolRoles.Authenticated, pool.AuthenticatedRole);
        Write(response, SetIdentityPoolRoles.Unauthenticated, pool.UnauthenticatedRole);
        response.WriteEndObject();
        return ValueTask.CompletedTask;
    }

    private static void Write(Utf8JsonWriter response, string type, RoleArn? role)
    {
        if (role is not null)
        {
            response.WriteString(type, role.Text);
        }
    }
}
