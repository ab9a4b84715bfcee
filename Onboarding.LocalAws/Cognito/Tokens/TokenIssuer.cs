using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>
/// Starts sign-ins and issues their tokens. A refresh token is random: what it opens is in the store.
/// </summary>
/// <param name="edgeUrl">Asked when a token is issued; the edge listens by then.</param>
internal sealed class TokenIssuer(
    SigningKeys keys, UserPoolTriggers triggers, Func<Uri> edgeUrl, RandomSource random, TimeProvider time)
{
    private const int RefreshTokenBytes = 96;

    public string IssuerOf(string poolId) => $"{edgeUrl().GetLeftPart(UriPartial.Authority)}/{poolId}";

    /// <param name="source">For example <c>TokenGeneration_Authentication</c>.</param>
    public async Task<IssuedTokens> StartAsync(
        UserPool pool, ClientDefinition client, TriggerCall call, string source, CancellationToken stop)
    {
        var claims = await triggers.PreTokenGenerationAsync(call, source, stop);
        var now = time.GetUtcNow();
        var refreshToken = NewRefreshToken();
        var session = new Session
        {
            Id = random.NextGuid().ToString(),
            OriginId = random.NextGuid().ToString(),
            Sub = call.User.Sub,
            ClientId = client.Id,
            StartedAt = now,
            ExpiresAt = now + client.RefreshToken.Span,
            RefreshHash = HashOf(refreshToken),
        };
        pool.StartSession(session, now);
        return Issue(pool, client, call.User, session, claims) with { RefreshToken = refreshToken };
    }

    /// <summary>New tokens for a sign-in; a rotating client gets a new refresh token, too.</summary>
    /// <returns>Null where another request changed the sign-in at the same time.</returns>
    public async Task<IssuedTokens?> RefreshAsync(
        UserPool pool, ClientDefinition client, TriggerCall call, Session session, CancellationToken stop)
    {
        var claims = await triggers.PreTokenGenerationAsync(call, "TokenGeneration_RefreshTokens", stop);
        if (client.RotationGrace is not { } grace)
        {
            return pool.FindSession(session.Id) == session ? Issue(pool, client, call.User, session, claims) : null;
        }

        var refreshToken = NewRefreshToken();
        var next = session with
        {
            RefreshHash = HashOf(refreshToken),
            RotatedHash = session.RefreshHash,
            RotatedGoodUntil = time.GetUtcNow() + grace,
        };
        return pool.TryReplaceSession(session, next)
            ? Issue(pool, client, call.User, next, claims) with { RefreshToken = refreshToken }
            : null;
    }

    public static string HashOf(string refreshToken) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken)));

    private IssuedTokens Issue(
        UserPool pool, ClientDefinition client, User user, Session session, ClaimsOverride claimsOverride)
    {
        var claims = new TokenClaims
        {
            Issuer = IssuerOf(pool.Id),
            User = user,
            Client = client,
            Session = session,
            Override = claimsOverride,
            IssuedAt = time.GetUtcNow(),
        };
        var key = keys.Of(pool);
        return new IssuedTokens(
            JsonWebTokens.Write(key, json => claims.WriteAccess(json, random.NextGuid().ToString())),
            JsonWebTokens.Write(key, json => claims.WriteId(json, random.NextGuid().ToString())),
            null,
            client.AccessToken.Span);
    }

    private string NewRefreshToken()
    {
        var bytes = new byte[RefreshTokenBytes];
        random.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
