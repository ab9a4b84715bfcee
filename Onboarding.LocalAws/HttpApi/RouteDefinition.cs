using Onboarding.LocalAws.HttpApi.Throttling;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>A route and its Lambda proxy integration.</summary>
/// <param name="RouteKey">`POST /register`, `ANY /files/{proxy+}` or `$default`.</param>
/// <param name="FunctionName">The function's plain name.</param>
internal sealed record RouteDefinition(string RouteKey, string FunctionName)
{
    /// <summary>
    /// API Gateway's default and maximum for HTTP APIs
    /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public PayloadFormat PayloadFormat { get; init; } = PayloadFormat.Version2;

    /// <summary>One of the API's authorizers; null makes the route public.</summary>
    public string? Authorizer { get; init; }

    /// <summary>A JWT must carry at least one of these; empty asks for none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Null is without a limit of its own; the account's limit of 10,000 a second is not imitated.</summary>
    public ThrottleDefinition? Throttle { get; init; }
}
