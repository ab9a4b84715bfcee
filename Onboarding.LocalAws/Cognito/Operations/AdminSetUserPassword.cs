using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminSetUserPassword: permanent, or one that the user must change at the next sign-in.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html.
/// </summary>
internal sealed class AdminSetUserPassword(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminSetUserPassword";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "Username", "Password", "Permanent"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, user) = cognito.AdminUser(input);
        var isPermanent = input.Flag("Permanent") ?? false;
        var record = await cognito.HashPasswordAsync(
            pool.Definition, user.Username, input.RequiredText("Password"), stop);
        var now = cognito.Time.GetUtcNow();
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
