using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// SetIdentityPoolRoles: replaces both roles; nobody asks whether they exist or whom they trust. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html.
/// </summary>
internal static class SetIdentityPoolRoles
{
    public const string Authenticated = "authenticated";
    public const string Unauthenticated = "unauthenticated";

    private const int ArnLengthMin = 20;
    private const int ArnLengthMax = 2_048;

    public static void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context)
    {
        var (givenId, givenRoles, hasMappings) = Read(body);
        var id = Constraints.IdentityPoolId(givenId);
        var roles = givenRoles ?? throw CognitoIdentityErrors.Missing("roles");
        Validate(roles);
        if (hasMappings)
        {
            throw CognitoIdentityErrors.UnsupportedFeature("SetIdentityPoolRoles", "RoleMappings");
        }

        context.Pool(id);
        if (!context.Pools.SetRoles(
            id, Role(roles, Authenticated, context), Role(roles, Unauthenticated, context)))
        {
            throw CognitoIdentityErrors.NoPool(id);
        }
    }

    private static void Validate(Dictionary<string, string> roles)
    {
        foreach (var (type, arn) in roles)
        {
            if (type is not (Authenticated or Unauthenticated))
            {
                throw CognitoIdentityErrors.Constraint(
                    Describe(roles),
                    "roles",
                    "Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must "
                    + "have length greater than or equal to 1, Member must satisfy regular expression pattern: "
                    + "(un)?authenticated]");
            }

            if (arn.Length is < ArnLengthMin or > ArnLengthMax)
            {
                throw CognitoIdentityErrors.Constraint(
                    Describe(roles),
                    "roles",
                    "Map value must satisfy constraint: [Member must have length less than or equal to "
                    + $"{ArnLengthMax}, Member must have length greater than or equal to {ArnLengthMin}]");
            }
        }
    }

    /// <summary>As Java prints a map.</summary>
    private static string Describe(Dictionary<string, string> roles) =>
        $"{{{string.Join(", ", roles.Select(role => $"{role.Key}={role.Value}"))}}}";

    private static RoleArn? Role(Dictionary<string, string> roles, string type, CognitoIdentityContext context) =>
        roles.TryGetValue(type, out var arn)
            ? RoleArn.Parse(arn, context.Scope.AccountId) ?? throw CognitoIdentityErrors.RoleForbidden(arn)
            : null;

    private static (string? PoolId, Dictionary<string, string>? Roles, bool HasMappings) Read(ReadOnlySpan<byte> body)
    {
        string? poolId = null;
        Dictionary<string, string>? roles = null;
        var hasMappings = false;
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("IdentityPoolId"u8))
            {
                poolId = input.ReadString();
            }
            else if (input.MemberIs("Roles"u8))
            {
                roles = input.ReadStringMap();
            }
            else if (input.MemberIs("RoleMappings"u8))
            {
                hasMappings = HasMembers(ref input);
            }
            else
            {
                input.Skip();
            }
        }

        return (poolId, roles, hasMappings);
    }

    private static bool HasMembers(ref JsonInput input)
    {
        var hasMembers = false;
        if (!input.BeginObject())
        {
            return false;
        }

        while (input.NextMember())
        {
            hasMembers = true;
            input.Skip();
        }

        return hasMembers;
    }
}
