namespace Onboarding.LocalAws.HttpApi.Cors;

/// <summary>The CorsConfiguration of an HTTP API.</summary>
internal sealed record CorsDefinition
{
    /// <summary>Origins, or `*`, `https://*` and `http://*`.</summary>
    public IReadOnlyList<string> AllowOrigins { get; init; } = [];

    public IReadOnlyList<string> AllowMethods { get; init; } = [];

    public IReadOnlyList<string> AllowHeaders { get; init; } = [];

    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    public bool AllowsCredentials { get; init; }

    public int? MaxAgeSeconds { get; init; }
}
