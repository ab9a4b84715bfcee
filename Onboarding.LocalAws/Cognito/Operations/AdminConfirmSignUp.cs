using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminConfirmSignUp: confirms without a code; the e-mail address stays unverified. Calls PostConfirmation.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html.
/// </summary>
internal sealed class AdminConfirmSignUp(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminConfirmSignUp";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminConfirmSignUp", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username", "ClientMetadata");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, user) = context.AdminUser(input);
        var now = context.Time.GetUtcNow();
        user = Users.Update(pool, user.Sub, old => old.Status == UserStatus.Unconfirmed
            ? old with { Status = UserStatus.Confirmed, ModifiedAt = now }
            : throw CognitoErrors.NotAuthorized(
                $"User cannot be confirmed. Current status is {UserStatusNames.Of(old.Status)}"));
        await context.Triggers.PostConfirmationAsync(
            CognitoContext.Call(pool, user, input), "PostConfirmation_ConfirmSignUp", stop);
    }
}
