using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ResendConfirmationCode: a new sign-up code; the one before it stops working. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html.
/// </summary>
internal sealed class ResendConfirmationCode(CognitoContext context) : IAwsOperation<JsonCall>
{
    private readonly CodeRequest _request = new(context, CodePurpose.Resend, FaultOf);

    public string Name => "ResendConfirmationCode";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ResendConfirmationCode")];

    public OperationMembers Members => CodeRequest.Members;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop) => _request.ExecuteAsync(call, stop);

    /// <summary>
    /// Why this user cannot get a code; null where it can. AWS says nothing of a confirmed user either where existence
    /// is hidden: https://github.com/aws-amplify/amplify-js/issues/14762.
    /// </summary>
    private static AwsException? FaultOf(PoolDefinition pool, User? user) => user switch
    {
        null => CognitoErrors.NoUserOfClient(),
        { IsEnabled: false } => CognitoErrors.UserDisabled(),
        { Status: not UserStatus.Unconfirmed } => CognitoErrors.InvalidParameter("User is already confirmed."),
        _ when user.Email is null || !pool.VerifiesEmail =>
            CognitoErrors.InvalidParameter("Auto verification not turned on."),
        _ => null,
    };
}
