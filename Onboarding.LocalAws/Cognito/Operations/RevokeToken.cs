using System.Text.Json;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// RevokeToken: ends the sign-in that a refresh token belongs to. A token that nobody knows is no error.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html.
/// </summary>
internal sealed class RevokeToken(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "RevokeToken";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["ClientId", "Token"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, client) = cognito.Client(input);
        if (!client.RevokesTokens)
        {
            throw CognitoErrors.RevocationOff();
        }

        var hash = TokenIssuer.HashOf(input.RequiredText("Token"));
        while (pool.FindSessionByRefreshHash(hash) is { IsRevoked: false } session)
        {
            if (session.ClientId != client.Id)
            {
                throw CognitoErrors.TokenOfAnotherClient();
            }
            // A rotation can come in between; then its outcome is what must end.
            if (pool.TryReplaceSession(session, session with { IsRevoked = true }))
            {
                break;
            }
        }

        return ValueTask.CompletedTask;
    }
}
