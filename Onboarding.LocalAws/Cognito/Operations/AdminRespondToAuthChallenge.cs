using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminRespondToAuthChallenge: RespondToAuthChallenge by a server. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html.
/// </summary>
internal sealed class AdminRespondToAuthChallenge(CognitoContext context) : IAwsOperation<JsonCall>
{
    private readonly ChallengeResponses _responses = new(context);

    public string Name => "AdminRespondToAuthChallenge";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminRespondToAuthChallenge", CognitoResources.UserPool)];

    /// <summary>AnalyticsMetadata and ContextData: see <see cref="SignUp"/>.</summary>
    public OperationMembers Members { get; } = new(
        "UserPoolId", "ClientId", "ChallengeName", "Session", "ChallengeResponses", "ClientMetadata",
        "AnalyticsMetadata", "ContextData");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.AdminClient(input);
        await _responses.AcceptAsync(pool, client, input, call.Response, stop);
    }
}
