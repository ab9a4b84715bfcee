using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ConfirmForgotPassword: takes the code and the new password, then calls PostConfirmation, which can tell it from a
/// sign-up only by the trigger's source. The password is changed by then, also where the trigger fails. Sources:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html, and
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html for clients that
/// hide who exists: a user who does not exist or is disabled has the wrong code, one who never asked for a code an
/// expired one.
/// </summary>
internal sealed class ConfirmForgotPassword(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ConfirmForgotPassword";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ConfirmForgotPassword")];

    /// <summary>AnalyticsMetadata and UserContextData: see <see cref="SignUp"/>.</summary>
    public OperationMembers Members { get; } = new(
        "ClientId", "Username", "ConfirmationCode", "Password", "ClientMetadata", "AnalyticsMetadata",
        "UserContextData")
    {
        Refused = ["SecretHash"],
    };

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.Client(input);
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

        // The code before the password: neither the fault of a weak one nor the time that hashing takes tells a
        // client without a code that the user exists.
        context.Codes.Check(pool, user.Sub, CodePurpose.ForgotPassword, code);
        var record = await context.HashPasswordAsync(pool.Definition, user.Username, password, stop);
        user = context.Codes.Take(pool, user.Sub, CodePurpose.ForgotPassword, code, old => old with
        {
            Password = record,
            TemporaryPasswordExpiresAt = null,
            Status = UserStatus.Confirmed,
            Failures = SignInFailures.None,
        });
        await context.Triggers.PostConfirmationAsync(
            CognitoContext.Call(pool, user, input, client.Id), "PostConfirmation_ConfirmForgotPassword", stop);
    }
}
