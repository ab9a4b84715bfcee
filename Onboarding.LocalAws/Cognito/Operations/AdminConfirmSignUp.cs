using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminConfirmSignUp: confirms without a code; the e-mail address stays unverified. Calls PostConfirmation.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html.
/// </summary>
internal sealed class AdminConfirmSignUp(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminConfirmSignUp";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "Username", "ClientMetadata"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, user) = cognito.AdminUser(input);
        var now = cognito.Time.GetUtcNow();
        user = Users.Update(pool, user.Sub, old => old.Status == UserStatus.Unconfirmed
            ? old with { Status = UserStatus.Confirmed, ModifiedAt = now }
            : throw CognitoErrors.NotAuthorized(
                $"User cannot be confirmed. Current status is {UserStatusNames.Of(old.Status)}"));
        await cognito.Triggers.PostConfirmationAsync(
            CognitoContext.Call(pool, user, input), "PostConfirmation_ConfirmSignUp", stop);
    }
}
