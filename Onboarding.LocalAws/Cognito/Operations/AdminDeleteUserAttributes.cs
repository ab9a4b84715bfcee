using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminDeleteUserAttributes. Required and immutable attributes stay.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html.
/// </summary>
internal sealed class AdminDeleteUserAttributes(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminDeleteUserAttributes";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminDeleteUserAttributes", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username", "UserAttributeNames");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, user) = context.AdminUser(input);
        var names = input.Texts("UserAttributeNames") ?? throw CognitoErrors.Missing("userAttributeNames");
        UserAttributes.Remove(pool, user, names, context.Time.GetUtcNow());
        return ValueTask.CompletedTask;
    }
}
