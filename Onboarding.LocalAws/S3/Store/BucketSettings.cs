namespace Onboarding.LocalAws.S3.Store;

/// <summary>What a bucket can be configured with. A new bucket has S3's defaults since April 2023.</summary>
/// <param name="Policy">The document as it was put; null where there is none.</param>
/// <param name="PublicAccess">Null where the configuration was deleted.</param>
/// <param name="Tags">Null where there is no tag set.</param>
internal sealed record BucketSettings(
    string? Policy, PublicAccessBlock? PublicAccess, IReadOnlyList<KeyValuePair<string, string>>? Tags)
{
    /// <summary>Null where there is no CORS configuration; else one rule at least.</summary>
    public IReadOnlyList<CorsRule>? Cors { get; init; }

    public static BucketSettings Default { get; } = new(null, new PublicAccessBlock(true, true, true, true), null);
}

internal sealed record PublicAccessBlock(
    bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets);
