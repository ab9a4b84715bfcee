using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>One request whose route is known: all that events are made of, except the body.</summary>
internal sealed record GatewayRequest
{
    public required HttpRequest Http { get; init; }

    public required RequestPath Path { get; init; }

    public required RouteMatch Match { get; init; }

    public required HttpApiDefinition Api { get; init; }

    public required string AccountId { get; init; }

    /// <summary>The id that the answer repeats as `apigw-requestid`.</summary>
    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Headers that the gateway sets itself, replacing the client's.</summary>
    public required IReadOnlyDictionary<string, string> GatewayHeaders { get; init; }

    /// <summary>
    /// The value of `requestContext.authorizer` as JSON, once an authorizer has let the request pass.
    /// </summary>
    public ReadOnlyMemory<byte> AuthorizerContext { get; init; }

    /// <summary>Whom a Lambda authorizer's policy names; only payload format 1.0 tells the function.</summary>
    public string? PrincipalId { get; init; }
}
