using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminSetUserPassword: permanent, or one that the user must change at the next sign-in.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html.
/// </summary>
internal sealed class AdminSetUserPassword(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminSetUserPassword";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminSetUserPassword", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username", "Password", "Permanent");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, user) = context.AdminUser(input);
        var isPermanent = input.Flag("Permanent") ?? false;
        var record = await context.HashPasswordAsync(
            pool.Definition, user.Username, input.RequiredText("Password"), stop);
        var now = context.Time.GetUtcNow();
        Users.Update(pool, user.Sub, old => old with
        {
            Password = record,
            Status = isPermanent ? UserStatus.Confirmed : UserStatus.ForceChangePassword,
            TemporaryPasswordExpiresAt = isPermanent
                ? null
                : now + TimeSpan.FromDays(pool.Definition.PasswordPolicy.TemporaryPasswordValidityDays),
            Failures = SignInFailures.None,
            ModifiedAt = now,
        });
    }
}
