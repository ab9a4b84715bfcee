using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// SetIdentityPoolRoles: replaces both roles. They need not exist, and their trust policies are not evaluated. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html.
/// </summary>
internal sealed class SetIdentityPoolRoles(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    public const string Authenticated = "authenticated";
    public const string Unauthenticated = "unauthenticated";

    private const int ArnLengthMin = 20;
    private const int ArnLengthMax = 2_048;

    public string Name => "SetIdentityPoolRoles";

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-identity:SetIdentityPoolRoles")];

    public OperationMembers Members { get; } = new("IdentityPoolId", "Roles", "RoleMappings");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var id = Constraints.IdentityPoolId(input);
        var roles = input.Object("Roles") is null
            ? throw CognitoIdentityErrors.Missing("roles")
            : input.Map("Roles");
        Validate(roles);
        input.RefuseUnlessEmpty("RoleMappings");
        context.Pool(id);
        var (user, guest) = (Role(roles, Authenticated), Role(roles, Unauthenticated));
        _ = context.Pools.Update(id, pool => pool with { AuthenticatedRole = user, UnauthenticatedRole = guest })
            ?? throw CognitoIdentityErrors.NoPool(id);
        return ValueTask.CompletedTask;
    }

    private static void Validate(IReadOnlyDictionary<string, string> roles)
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
    private static string Describe(IReadOnlyDictionary<string, string> roles) =>
        $"{{{string.Join(", ", roles.Select(role => $"{role.Key}={role.Value}"))}}}";

    private RoleArn? Role(IReadOnlyDictionary<string, string> roles, string type) =>
        roles.TryGetValue(type, out var arn)
            ? RoleArn.Parse(arn, context.Scope.AccountId) ?? throw CognitoIdentityErrors.RoleForbidden(arn)
            : null;
}
