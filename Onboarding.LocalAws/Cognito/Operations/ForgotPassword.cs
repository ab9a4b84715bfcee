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
    private readonly CodeRequest _request = new(context, CodePurpose.ForgotPassword, FaultOf);

    public string Name => "ForgotPassword";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ForgotPassword")];

    public OperationMembers Members => CodeRequest.Members;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop) => _request.ExecuteAsync(call, stop);

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
