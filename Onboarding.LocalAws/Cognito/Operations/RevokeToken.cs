using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// RevokeToken: ends the sign-in that a refresh token belongs to. An unknown token is no error.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html.
/// </summary>
internal sealed class RevokeToken(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "RevokeToken";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:RevokeToken")];

    public OperationMembers Members { get; } = new("ClientId", "Token")
    {
        Refused = ["ClientSecret"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.Client(input);
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
