using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// RespondToAuthChallenge: the second step of a sign-in. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html.
/// </summary>
internal sealed class RespondToAuthChallenge(CognitoContext cognito) : ICognitoOperation
{
    private readonly ChallengeAnswers _answers = new(cognito);

    public string Name => "RespondToAuthChallenge";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } =
    [
        "ClientId", "ChallengeName", "Session", "ChallengeResponses", "ClientMetadata", "AnalyticsMetadata",
        "UserContextData",
    ];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, client) = cognito.Client(input);
        await _answers.AcceptAsync(pool, client, input, answer, stop);
    }
}
