using System.Text.Json;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ForgotPassword: mails a code. A client that hides user existence answers the same for anybody. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html.
/// </summary>
internal sealed class ForgotPassword(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "ForgotPassword";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } =
        ["ClientId", "Username", "ClientMetadata", "AnalyticsMetadata", "UserContextData"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, client) = cognito.Client(input);
        var username = input.RequiredText("Username");
        var user = pool.Find(username);
        if (FaultOf(pool.Definition, user) is { } fault)
        {
            if (!client.HidesUserExistence)
            {
                throw fault;
            }

            CodeDestination.Simulated(username).Write(answer, "CodeDeliveryDetails");
            return;
        }

        var destination = await cognito.Codes.SendAsync(
            pool, CodePurpose.ForgotPassword, CognitoContext.Call(pool, user!, input, client.Id), stop);
        destination.Write(answer, "CodeDeliveryDetails");
    }

    /// <summary>Why this user cannot get a code; null where it can.</summary>
    private static AwsException? FaultOf(PoolDefinition pool, User? user) => user switch
    {
        null => CognitoErrors.NoUserOfClient(),
        { IsEnabled: false } => CognitoErrors.UserDisabled(),
        { Status: UserStatus.ForceChangePassword } =>
            CognitoErrors.NotAuthorized("User password cannot be reset in the current state."),
        _ when pool.IsRecoveryByAdminOnly =>
            CognitoErrors.NotAuthorized("Contact administrator to reset password."),
        { IsEmailVerified: false } => CognitoErrors.InvalidParameter(
            "Cannot reset password for the user as there is no registered/verified email or phone_number"),
        _ => null,
    };
}
