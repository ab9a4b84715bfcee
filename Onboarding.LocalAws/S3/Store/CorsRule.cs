namespace Onboarding.LocalAws.S3.Store;

/// <summary>One rule of a bucket's CORS configuration. An origin or a header may hold one <c>*</c>.</summary>
/// <param name="Id">Null where it has none.</param>
/// <param name="MaxAgeSeconds">Null where the browser decides how long it remembers.</param>
internal sealed record CorsRule(
    string? Id,
    IReadOnlyList<string> AllowedOrigins,
    IReadOnlyList<string> AllowedMethods,
    IReadOnlyList<string> AllowedHeaders,
    IReadOnlyList<string> ExposeHeaders,
    int? MaxAgeSeconds);
