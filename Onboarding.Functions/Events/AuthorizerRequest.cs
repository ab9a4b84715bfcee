namespace Onboarding.Functions.Events;

/// <summary>
/// What an HTTP API asks a Lambda authorizer, payload format 2.0, as far as functions use it
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html).
/// </summary>
internal sealed record AuthorizerRequest
{
    public required string Version { get; init; }

    /// <summary><c>REQUEST</c>.</summary>
    public required string Type { get; init; }

    public required string RouteKey { get; init; }

    /// <summary>The values of the identity sources, in the template's order.</summary>
    public IReadOnlyList<string>? IdentitySource { get; init; }

    /// <summary>Names in lower case.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}
