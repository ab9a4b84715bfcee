using System.Text.Json;
using Onboarding.LocalAws.CognitoIdentity.Store;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// GetIdentityPoolRoles. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html.
/// </summary>
internal static class GetIdentityPoolRoles
{
    public static void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context, Utf8JsonWriter answer)
    {
        var pool = context.Pool(PoolInput.Read(body));
        answer.WriteString("IdentityPoolId"u8, pool.Id);
        answer.WriteStartObject("Roles"u8);
        Write(answer, SetIdentityPoolRoles.Authenticated, pool.AuthenticatedRole);
        Write(answer, SetIdentityPoolRoles.Unauthenticated, pool.UnauthenticatedRole);
        answer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter answer, string type, RoleArn? role)
    {
        if (role is not null)
        {
            answer.WriteString(type, role.Text);
        }
    }
}
