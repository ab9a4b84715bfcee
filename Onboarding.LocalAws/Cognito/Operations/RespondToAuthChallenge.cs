using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// RespondToAuthChallenge: the second step of a sign-in. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html.
/// </summary>
internal sealed class RespondToAuthChallenge(CognitoContext context) : IAwsOperation<JsonCall>
{
    private readonly ChallengeResponses _responses = new(context);

    public string Name => "RespondToAuthChallenge";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:RespondToAuthChallenge")];

    /// <summary>AnalyticsMetadata and UserContextData: see <see cref="SignUp"/>.</summary>
    public OperationMembers Members { get; } = new(
        "ClientId", "ChallengeName", "Session", "ChallengeResponses", "ClientMetadata", "AnalyticsMetadata",
        "UserContextData");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.Client(input);
        await _responses.AcceptAsync(pool, client, input, call.Response, stop);
    }
}
