using System.Text;
using System.Text.Json;

namespace Onboarding.Functions.Events;

/// <summary>
/// An HTTP API event, payload format 2.0, as far as functions use it. Header names arrive in lower case, repeated
/// headers joined by commas
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// </summary>
internal sealed record HttpApiRequest
{
    public required string Version { get; init; }

    /// <summary>E.g. <c>GET /registrations/{userId}</c>.</summary>
    public required string RouteKey { get; init; }

    public required string RawPath { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public IReadOnlyDictionary<string, string>? PathParameters { get; init; }

    /// <summary>Repeated parameters are joined by commas.</summary>
    public IReadOnlyDictionary<string, string>? QueryStringParameters { get; init; }

    public required HttpApiRequestContext RequestContext { get; init; }

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }

    /// <summary>The parameter's value, or null.</summary>
    public string? Query(string name) => QueryStringParameters?.GetValueOrDefault(name);

    /// <summary>
    /// The header's value, or null. The gateway sends lower-case names; other senders of this event need not.
    /// </summary>
    public string? Header(string name)
    {
        if (Headers is null)
        {
            return null;
        }

        if (Headers.TryGetValue(name, out var value))
        {
            return value;
        }

        foreach (var (key, candidate) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <exception cref="FormatException">The event claims base64 and the body is not.</exception>
    public ReadOnlyMemory<byte> BodyBytes()
    {
        if (Body is null)
        {
            return default;
        }

        return IsBase64Encoded ? Convert.FromBase64String(Body) : Encoding.UTF8.GetBytes(Body);
    }
}

/// <summary>What the gateway found out about the request.</summary>
internal sealed record HttpApiRequestContext
{
    public HttpApiAuthorizer? Authorizer { get; init; }

    public required HttpApiRequestLine Http { get; init; }
}

/// <summary>The request as the client made it.</summary>
internal sealed record HttpApiRequestLine
{
    public required string Method { get; init; }
}

/// <summary>
/// What the route's authorizer left: <c>lambda</c> is there where it was a function, <c>jwt</c> where it was an issuer.
/// </summary>
internal sealed record HttpApiAuthorizer
{
    public AuthorizerContext? Lambda { get; init; }

    public HttpApiJwt? Jwt { get; init; }
}

/// <summary>
/// The claims of a token that the gateway has verified: <c>{"claims":{"sub":"…","exp":"1583348638"},"scopes":null}</c>.
/// Values are text in what AWS documents; one that is not must cost only itself, never the whole event.
/// </summary>
internal sealed record HttpApiJwt
{
    public IReadOnlyDictionary<string, JsonElement>? Claims { get; init; }

    /// <summary>The claim's text, or null.</summary>
    public string? Claim(string name) =>
        Claims is not null && Claims.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
