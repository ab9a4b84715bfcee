using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ForgotPassword: mails a code. For a client that hides user existence the response is the same
/// for a name without a user. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html.
/// </summary>
internal sealed class ForgotPassword(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ForgotPassword";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ForgotPassword")];

    /// <summary>AnalyticsMetadata and UserContextData: see <see cref="SignUp"/>.</summary>
    public OperationMembers Members { get; } = new(
        "ClientId", "Username", "ClientMetadata", "AnalyticsMetadata", "UserContextData")
    {
        Refused = ["SecretHash"],
    };

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var (pool, client) = context.Client(input);
        var username = input.RequiredText("Username");
        var user = pool.Find(username);
        if (FaultOf(pool.Definition, user) is { } fault)
        {
            if (!client.HidesUserExistence)
            {
                throw fault;
            }

            CodeDestination.Simulated(username).Write(response, "CodeDeliveryDetails");
            return;
        }

        var destination = await context.Codes.SendAsync(
            pool, CodePurpose.ForgotPassword, CognitoContext.Call(pool, user!, input, client.Id), stop);
        destination.Write(response, "CodeDeliveryDetails");
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
