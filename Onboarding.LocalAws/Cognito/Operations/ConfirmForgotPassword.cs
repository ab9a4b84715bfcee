using System.Text.Json;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ConfirmForgotPassword: takes the code and the new password, then calls PostConfirmation, which can tell it from a
/// sign-up only by the trigger's source. The password is changed by then, whatever the trigger says. Sources:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html, and
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html for clients that
/// hide who exists: a user who does not exist or is disabled has the wrong code, one who never asked for a code an
/// expired one.
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
        var username = input.RequiredText("Username");
        var password = input.RequiredText("Password");
        var user = pool.Find(username);
        if (user is not { IsEnabled: true })
        {
            throw client.HidesUserExistence ? CognitoErrors.CodeMismatch()
                : user is null ? CognitoErrors.NoUserOfClient()
                : CognitoErrors.UserDisabled();
        }

        // The code before the password: neither the fault of a weak one nor the time that hashing takes tells whoever
        // has no code that the user exists.
        cognito.Codes.Check(pool, user.Sub, CodePurpose.ForgotPassword, code);
        var record = await cognito.HashPasswordAsync(pool.Definition, user.Username, password, stop);
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
