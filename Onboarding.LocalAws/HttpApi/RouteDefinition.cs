namespace Onboarding.LocalAws.HttpApi;

/// <summary>A route and its Lambda proxy integration.</summary>
/// <param name="RouteKey">`POST /register`, `ANY /files/{proxy+}` or `$default`.</param>
/// <param name="FunctionName">Name or ARN.</param>
internal sealed record RouteDefinition(string RouteKey, string FunctionName)
{
    /// <summary>
    /// API Gateway's default and maximum for HTTP APIs
    /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
