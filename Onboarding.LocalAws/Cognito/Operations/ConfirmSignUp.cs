using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ConfirmSignUp: takes the code, confirms the user and calls PostConfirmation. The user is confirmed by then, and
/// stays so where the trigger fails: https://github.com/aws-amplify/amplify-cli/issues/2735 ("the user is actually
/// confirmed in the user pool"). Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html.
/// </summary>
internal sealed class ConfirmSignUp(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ConfirmSignUp";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ConfirmSignUp")];

    /// <summary>AnalyticsMetadata and UserContextData: see <see cref="SignUp"/>.</summary>
    public OperationMembers Members { get; } = new(
        "ClientId", "Username", "ConfirmationCode", "ForceAliasCreation", "ClientMetadata", "AnalyticsMetadata",
        "UserContextData")
    {
        Refused = ["SecretHash", "Session"],
    };

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.Client(input);
        var code = input.RequiredText("ConfirmationCode");
        UserNames.RefuseAliasMove(pool.Definition, input, Name);
        var user = pool.Find(input.RequiredText("Username"))
            ?? throw (client.HidesUserExistence ? CognitoErrors.ExpiredCode() : CognitoErrors.NoUserOfClient());
        if (user.Status != UserStatus.Unconfirmed)
        {
            throw CognitoErrors.NotAuthorized(
                $"User cannot be confirmed. Current status is {UserStatusNames.Of(user.Status)}");
        }

        user = context.Codes.Take(pool, user.Sub, CodePurpose.SignUp, code, old =>
            old.With("email_verified", "true") with { Status = UserStatus.Confirmed });
        await context.Triggers.PostConfirmationAsync(
            CognitoContext.Call(pool, user, input, client.Id), "PostConfirmation_ConfirmSignUp", stop);
    }
}
