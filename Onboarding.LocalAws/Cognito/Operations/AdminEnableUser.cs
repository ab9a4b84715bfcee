using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminEnableUser.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html.
/// </summary>
internal sealed class AdminEnableUser(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminEnableUser";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminEnableUser", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (pool, user) = context.AdminUser(call.Input);
        var now = context.Time.GetUtcNow();
        Users.Update(pool, user.Sub, old => old with { IsEnabled = true, ModifiedAt = now });
        return ValueTask.CompletedTask;
    }
}
