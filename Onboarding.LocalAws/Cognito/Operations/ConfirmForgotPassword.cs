using System.Text.Json;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ConfirmForgotPassword: takes the code and the new password, then calls PostConfirmation, which can tell it from a
/// sign-up only by the trigger's source. The password is changed by then, whatever the trigger says. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html.
/// </summary>
internal sealed class ConfirmForgotPassword(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "ConfirmForgotPassword";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } =
    [
        "ClientId", "Username", "ConfirmationCode", "Password", "ClientMetadata", "AnalyticsMetadata",
        "UserContextData",
    ];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, client) = cognito.Client(input);
        var code = input.RequiredText("ConfirmationCode");
        var user = pool.Find(input.RequiredText("Username"));
        // The documented answer for a name that nobody has: a code that was never requested.
        if (user is null)
        {
            throw client.HidesUserExistence ? CognitoErrors.ExpiredCode() : CognitoErrors.NoUserOfClient();
        }

        if (!user.IsEnabled)
        {
            throw client.HidesUserExistence ? CognitoErrors.CodeMismatch() : CognitoErrors.UserDisabled();
        }

        var record = await cognito.HashPasswordAsync(
            pool.Definition, user.Username, input.RequiredText("Password"), stop);
        user = cognito.Codes.Take(pool, user.Sub, CodePurpose.ForgotPassword, code, old => old with
        {
            Password = record,
            TemporaryPasswordExpiresAt = null,
            Status = UserStatus.Confirmed,
            Failures = SignInFailures.None,
        });
        await cognito.Triggers.PostConfirmationAsync(
            CognitoContext.Call(pool, user, input, client.Id), "PostConfirmation_ConfirmForgotPassword", stop);
    }
}
