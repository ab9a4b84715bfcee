using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminDisableUser: sign-ins as the user fail, and its tokens stop working.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html.
/// </summary>
internal sealed class AdminDisableUser(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminDisableUser";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminDisableUser", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (pool, user) = context.AdminUser(call.Input);
        var now = context.Time.GetUtcNow();
        Users.Update(pool, user.Sub, old => old with { IsEnabled = false, ModifiedAt = now });
        pool.RevokeSessions(user.Sub);
        return ValueTask.CompletedTask;
    }
}
