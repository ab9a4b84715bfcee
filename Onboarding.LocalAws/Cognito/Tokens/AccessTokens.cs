using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>Who an access token speaks for.</summary>
internal sealed record SignedInUser(UserPool Pool, ClientDefinition Client, Session Session, User User);

/// <summary>Checks access tokens as GetUser and its kin do: signature, expiry, revocation, in this order.</summary>
internal sealed class AccessTokens(UserPools pools, SigningKeys keys, TimeProvider time)
{
    /// <exception cref="AwsException">The token is no good, or its user is gone or disabled.</exception>
    public SignedInUser Check(string token)
    {
        if (JsonWebTokens.ReadClaims(token) is not { } claims
            || JsonWebTokens.Text(claims, "iss") is not { } issuer
            || JsonWebTokens.Text(claims, "event_id") is not { } sessionId
            || JsonWebTokens.Text(claims, "token_use") != "access"
            || pools.Find(issuer[(issuer.LastIndexOf('/') + 1)..]) is not { } pool)
        {
            throw CognitoErrors.NotAuthorized("Invalid Access Token");
        }

        if (!JsonWebTokens.IsSignedBy(token, keys.Of(pool)))
        {
            throw CognitoErrors.NotAuthorized("Could not verify signature for Access Token");
        }

        if (claims.GetProperty("exp").GetInt64() <= time.GetUtcNow().ToUnixTimeSeconds())
        {
            throw CognitoErrors.NotAuthorized("Access Token has expired");
        }

        if (pool.FindSession(sessionId) is not { IsRevoked: false } session)
        {
            throw CognitoErrors.NotAuthorized("Access Token has been revoked");
        }

        var user = pool.FindBySub(session.Sub) ?? throw CognitoErrors.NoUser();
        if (!user.IsEnabled)
        {
            throw CognitoErrors.UserDisabled();
        }

        var client = pools.FindClient(session.ClientId) ?? throw CognitoErrors.NoClient(session.ClientId);
        return new SignedInUser(pool, client, session, user);
    }
}
