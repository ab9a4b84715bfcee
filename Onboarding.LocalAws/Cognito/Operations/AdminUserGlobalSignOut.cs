using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminUserGlobalSignOut: ends every sign-in of a user.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html.
/// </summary>
internal sealed class AdminUserGlobalSignOut(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminUserGlobalSignOut";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminUserGlobalSignOut", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (pool, user) = context.AdminUser(call.Input);
        pool.RevokeSessions(user.Sub);
        return ValueTask.CompletedTask;
    }
}
