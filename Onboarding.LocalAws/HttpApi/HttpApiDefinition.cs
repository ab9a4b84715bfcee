namespace Onboarding.LocalAws.HttpApi;

/// <summary>One HTTP API with every route to its functions.</summary>
internal sealed record HttpApiDefinition
{
    public required string ApiId { get; init; }

    public IReadOnlyDictionary<string, string> StageVariables { get; init; } = new Dictionary<string, string>();

    public required IReadOnlyList<RouteDefinition> Routes { get; init; }
}

/// <summary>A route and its Lambda proxy integration.</summary>
/// <param name="RouteKey">`POST /register`, `ANY /files/{proxy+}` or `$default`.</param>
/// <param name="FunctionName">Name or ARN.</param>
internal sealed record RouteDefinition(string RouteKey, string FunctionName)
{
    /// <summary>API Gateway's own default and maximum for HTTP APIs.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
