using System.Text.Json;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ResendConfirmationCode: a new sign-up code; the one before it stops working. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html.
/// </summary>
internal sealed class ResendConfirmationCode(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "ResendConfirmationCode";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } =
        ["ClientId", "Username", "ClientMetadata", "AnalyticsMetadata", "UserContextData"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, client) = cognito.Client(input);
        var username = input.RequiredText("Username");
        var user = pool.Find(username);
        if (user is not { IsEnabled: true })
        {
            if (!client.HidesUserExistence)
            {
                throw user is null ? CognitoErrors.NoUserOfClient() : CognitoErrors.UserDisabled();
            }

            CodeDestination.Simulated(username).Write(answer, "CodeDeliveryDetails");
            return;
        }

        if (user.Status != UserStatus.Unconfirmed)
        {
            throw CognitoErrors.InvalidParameter("User is already confirmed.");
        }

        if (user.Email is null || !pool.Definition.VerifiesEmail)
        {
            throw CognitoErrors.InvalidParameter("Auto verification not turned on.");
        }

        var destination = await cognito.Codes.SendAsync(
            pool, CodePurpose.Resend, CognitoContext.Call(pool, user, input, client.Id), stop);
        destination.Write(answer, "CodeDeliveryDetails");
    }
}
