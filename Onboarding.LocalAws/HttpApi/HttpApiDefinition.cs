namespace Onboarding.LocalAws.HttpApi;

/// <summary>One HTTP API with every route to its functions.</summary>
internal sealed record HttpApiDefinition
{
    public required string ApiId { get; init; }

    public IReadOnlyDictionary<string, string> StageVariables { get; init; } = new Dictionary<string, string>();

    public required IReadOnlyList<RouteDefinition> Routes { get; init; }
}
