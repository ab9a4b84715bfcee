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
    public string Name => "ResendConfirmationCode";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ResendConfirmationCode")];

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
            pool, CodePurpose.Resend, CognitoContext.Call(pool, user!, input, client.Id), stop);
        destination.Write(response, "CodeDeliveryDetails");
    }

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
