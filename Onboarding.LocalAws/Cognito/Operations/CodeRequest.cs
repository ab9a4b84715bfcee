using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// Mails a code to a user that an app names: ForgotPassword and ResendConfirmationCode. For a client that hides user
/// existence the response is the same where no code can be sent.
/// </summary>
/// <param name="faultOf">Why the user, null where there is none, cannot get a code; null where it can.</param>
internal sealed class CodeRequest(
    CognitoContext context, CodePurpose purpose, Func<PoolDefinition, User?, AwsException?> faultOf)
{
    /// <summary>AnalyticsMetadata and UserContextData: see <see cref="SignUp"/>.</summary>
    public static OperationMembers Members { get; } = new(
        "ClientId", "Username", "ClientMetadata", "AnalyticsMetadata", "UserContextData")
    {
        Refused = ["SecretHash"],
    };

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.Client(input);
        var username = input.RequiredText("Username");
        var user = pool.Find(username);
        if (faultOf(pool.Definition, user) is { } fault)
        {
            if (!client.HidesUserExistence)
            {
                throw fault;
            }

            CodeDestination.Simulated(username).Write(call.Response, "CodeDeliveryDetails");
            return;
        }

        var destination = await context.Codes.SendAsync(
            pool, purpose, CognitoContext.Call(pool, user!, input, client.Id), stop);
        destination.Write(call.Response, "CodeDeliveryDetails");
    }
}
