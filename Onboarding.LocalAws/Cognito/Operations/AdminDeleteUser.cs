using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminDeleteUser.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html.
/// </summary>
internal sealed class AdminDeleteUser(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminDeleteUser";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminDeleteUser", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (pool, user) = context.AdminUser(call.Input);
        return pool.Remove(user.Sub) ? ValueTask.CompletedTask : throw CognitoErrors.NoUser();
    }
}
