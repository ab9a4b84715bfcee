using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminResetUserPassword: makes the password void and mails the code that ConfirmForgotPassword takes.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html.
/// </summary>
internal sealed class AdminResetUserPassword(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminResetUserPassword";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminResetUserPassword", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username", "ClientMetadata");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, user) = context.AdminUser(input);
        if (user.Status is UserStatus.ForceChangePassword or UserStatus.Unconfirmed)
        {
            throw CognitoErrors.NotAuthorized("User password cannot be reset in the current state.");
        }

        if (!user.IsEmailVerified)
        {
            throw CognitoErrors.InvalidParameter(
                "Cannot reset password for the user as there is no registered/verified email or phone_number");
        }

        var now = context.Time.GetUtcNow();
        user = Users.Update(
            pool, user.Sub, old => old with { Status = UserStatus.ResetRequired, Password = null, ModifiedAt = now });
        await context.Codes.SendAsync(
            pool, CodePurpose.ForgotPassword, CognitoContext.Call(pool, user, input), stop);
    }
}
