using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>Everything of one request that its event is made of.</summary>
internal sealed record ProxyEvent
{
    public required HttpRequest Request { get; init; }

    public required RequestPath Path { get; init; }

    public required RouteMatch Match { get; init; }

    public required HttpApiDefinition Api { get; init; }

    public required string AccountId { get; init; }

    /// <summary>The id that the answer repeats as `apigw-requestid`.</summary>
    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Headers that the gateway sets itself, replacing the client's.</summary>
    public required IReadOnlyDictionary<string, string> GatewayHeaders { get; init; }
}
