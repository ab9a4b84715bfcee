using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>Checks a refresh token for every operation that takes one.</summary>
internal sealed class TokenRefresh(CognitoContext context)
{
    public async Task<IssuedTokens> RefreshAsync(
        UserPool pool, ClientDefinition client, string refreshToken, RequestMembers input, CancellationToken stop)
    {
        var hash = TokenIssuer.HashOf(refreshToken);
        var now = context.Time.GetUtcNow();
        if (pool.FindSessionByRefreshHash(hash) is not { } session || session.ClientId != client.Id)
        {
            throw CognitoErrors.NotAuthorized("Invalid Refresh Token");
        }

        if (session.IsRevoked)
        {
            throw CognitoErrors.NotAuthorized("Refresh Token has been revoked");
        }

        if (session.ExpiresAt <= now)
        {
            throw CognitoErrors.NotAuthorized("Refresh Token has expired");
        }

        if (session.RefreshHash != hash && session.RotatedGoodUntil <= now)
        {
            throw CognitoErrors.RefreshTokenReused();
        }

        var user = pool.FindBySub(session.Sub) ?? throw CognitoErrors.NoUser();
        if (!user.IsEnabled)
        {
            throw CognitoErrors.UserDisabled();
        }

        var call = CognitoContext.Call(pool, user, input, client.Id);
        return await context.Tokens.RefreshAsync(pool, client, call, session, stop)
            ?? throw CognitoErrors.RefreshTokenReused();
    }
}
