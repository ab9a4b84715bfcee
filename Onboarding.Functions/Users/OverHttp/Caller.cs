using Onboarding.Functions.Events;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Users.OverHttp;

/// <summary>Who calls a route that the gateway protects.</summary>
internal static class Caller
{
    /// <summary>
    /// <c>requestContext.authorizer.jwt.claims.sub</c>. Null without an authorizer: a route that was left
    /// unprotected by mistake has no caller, even where a header names one.
    /// </summary>
    public static string? UserIdOf(HttpApiRequest request) =>
        request.RequestContext.Authorizer?.Jwt?.Claim("sub") is { Length: > 0 } sub ? sub : null;

    /// <summary>
    /// <c>requestContext.authorizer.lambda.apiKeyId</c>: the id of the key that the caller proved to hold. Null without
    /// an authorizer.
    /// </summary>
    public static string? ApiKeyIdOf(HttpApiRequest request) =>
        request.RequestContext.Authorizer?.Lambda?.ApiKeyId is { Length: > 0 } keyId ? keyId : null;

    public static HttpApiResponse Unknown() => HttpResponses.Problem(401, "Unauthorized", "Send an access token.");

    public static HttpApiResponse WithoutApiKey() => HttpResponses.Problem(401, "Unauthorized", "Send an API key.");
}
