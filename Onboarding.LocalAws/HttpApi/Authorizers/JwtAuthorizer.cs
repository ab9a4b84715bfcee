using System.Security.Cryptography;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// Verifies a token as API Gateway's JWT authorizer does
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html): signature by a key of the
/// issuer, `iss`, `aud` or else `client_id`, `exp`, `nbf`, `iat`, and the route's scopes. The texts of the challenges
/// are inferred.
/// </summary>
internal sealed class JwtAuthorizer(
    JwtAuthorizerDefinition definition, IJsonWebKeySource keySource, TimeProvider time) : IAuthorizer
{
    private const string Scheme = "Bearer ";

    private readonly JsonWebKeys _keys = new(definition.Issuer, keySource, time);

    public async ValueTask<Authorization> AuthorizeAsync(GatewayRequest request, CancellationToken stop)
    {
        if (definition.IdentitySource.Read(request) is not { } text)
        {
            return Authorization.Refuse(GatewayError.Unauthorized, "Bearer", "The request has no token.");
        }

        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Scheme.Length..].Trim();
        }

        using var token = JsonWebToken.Parse(text);
        if (token is null)
        {
            return Invalid("the token is not a signed JSON Web Token");
        }

        if (await _keys.FindAsync(token.KeyId, stop) is not { } key)
        {
            return Invalid("no key of the issuer matches");
        }

        if (!IsSigned(token, key))
        {
            return Invalid("the signature is invalid");
        }

        if (Fault(token) is { } fault)
        {
            return Invalid(fault);
        }

        var required = request.Match.Route.Scopes;
        string[] scopes = [.. Scopes(token).Intersect(required)];
        if (required.Count > 0 && scopes.Length == 0)
        {
            return InsufficientScope(required);
        }

        return Authorization.Allow(JwtContextWriter.Write(token.Claims, required.Count > 0 ? scopes : null));
    }

    private string? Fault(JsonWebToken token)
    {
        var now = time.GetUtcNow();
        if (token.Text("iss") != definition.Issuer)
        {
            return "the token has another issuer";
        }

        var audiences = token.Texts("aud");
        if (audiences.Count == 0)
        {
            audiences = token.Texts("client_id");
        }

        if (!audiences.Any(definition.Audiences.Contains))
        {
            return "the token does not have a valid audience";
        }

        if (token.Time("exp") is not { } expiry || expiry <= now)
        {
            return "the token has expired";
        }

        if (token.Time("nbf") is { } start && start > now)
        {
            return "the token is not valid yet";
        }

        return token.Time("iat") is { } issued && issued > now ? "the token was issued in the future" : null;
    }

    private static bool IsSigned(JsonWebToken token, RSAParameters key)
    {
        try
        {
            return token.IsSignedBy(key);
        }
        catch (CryptographicException)
        {
            // The issuer published numbers that are no RSA key: nothing can be signed by it.
            return false;
        }
    }

    // `scope` is one text with blanks between (RFC 8693); some issuers give a list, and some call it `scp`.
    private static IEnumerable<string> Scopes(JsonWebToken token) =>
        token.Texts("scope").Concat(token.Texts("scp"))
            .SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Authorization Invalid(string why) => Authorization.Refuse(
        GatewayError.Unauthorized,
        $"Bearer scope=\"\" error=\"invalid_token\" error_description=\"{why}\"",
        $"The token is not taken: {why}.");

    private static Authorization InsufficientScope(IReadOnlyList<string> required) => Authorization.Refuse(
        GatewayError.Forbidden,
        $"Bearer scope=\"{string.Join(' ', required)}\" error=\"insufficient_scope\" "
        + "error_description=\"the token does not have the required scopes\"",
        "The token does not have the route's scopes.");
}
