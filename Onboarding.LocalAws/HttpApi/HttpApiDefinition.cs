using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.HttpApi.Cors;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>One HTTP API with every route to its functions.</summary>
internal sealed record HttpApiDefinition
{
    public required string ApiId { get; init; }

    public IReadOnlyDictionary<string, string> StageVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>Null leaves CORS to the functions.</summary>
    public CorsDefinition? Cors { get; init; }

    public IReadOnlyList<AuthorizerDefinition> Authorizers { get; init; } = [];

    public required IReadOnlyList<RouteDefinition> Routes { get; init; }
}
