using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminRespondToAuthChallenge: RespondToAuthChallenge by a server. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html.
/// </summary>
internal sealed class AdminRespondToAuthChallenge(CognitoContext cognito) : ICognitoOperation
{
    private readonly ChallengeAnswers _answers = new(cognito);

    public string Name => "AdminRespondToAuthChallenge";

    public IReadOnlyCollection<string> Members { get; } =
    [
        "UserPoolId", "ClientId", "ChallengeName", "Session", "ChallengeResponses", "ClientMetadata",
        "AnalyticsMetadata", "ContextData",
    ];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        var (owner, client) = cognito.Client(input);
        if (owner.Id != pool.Id)
        {
            throw CognitoErrors.NoClient(client.Id);
        }

        await _answers.AcceptAsync(pool, client, input, answer, stop);
    }
}
