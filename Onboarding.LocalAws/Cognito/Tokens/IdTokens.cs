using Onboarding.LocalAws.Cognito.Store;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>
/// Checks ID tokens for the services that trust this issuer: claims, signature, expiry, in this order. It does not
/// ask whether the user is still there or has signed out, as no other verifier of a token can.
/// </summary>
internal sealed class IdTokens(UserPools pools, SigningKeys keys, TimeProvider time)
{
    public IdTokenCheck Check(string token)
    {
        if (JsonWebTokens.ReadClaims(token) is not { } claims)
        {
            return new IdTokenCheck.Unreadable();
        }

        if (JsonWebTokens.Text(claims, "iss") is not { } issuer)
        {
            return new IdTokenCheck.WithoutClaim("iss");
        }

        if (JsonWebTokens.Text(claims, "aud") is not { } clientId)
        {
            return new IdTokenCheck.WithoutClaim("aud");
        }

        if (pools.Find(issuer[(issuer.LastIndexOf('/') + 1)..]) is not { } pool
            || !JsonWebTokens.IsSignedBy(token, keys.Of(pool)))
        {
            return new IdTokenCheck.Forged();
        }

        var now = time.GetUtcNow();
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64());
        return expiresAt <= now
            ? new IdTokenCheck.Expired(expiresAt, now)
            : new IdTokenCheck.Valid(pool.Id, clientId, JsonWebTokens.Text(claims, "sub")!);
    }
}

/// <summary>What became of an ID token.</summary>
internal abstract record IdTokenCheck
{
    internal sealed record Valid(string PoolId, string ClientId, string Sub) : IdTokenCheck;

    internal sealed record Unreadable : IdTokenCheck;

    /// <summary>An access token has no <c>aud</c>.</summary>
    internal sealed record WithoutClaim(string Name) : IdTokenCheck;

    /// <summary>No pool of this host has signed it.</summary>
    internal sealed record Forged : IdTokenCheck;

    internal sealed record Expired(DateTimeOffset At, DateTimeOffset Now) : IdTokenCheck;
}
