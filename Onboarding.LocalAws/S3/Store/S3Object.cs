using Onboarding.LocalAws.S3.Checksums;

namespace Onboarding.LocalAws.S3.Store;

/// <summary>One object. Immutable: an overwrite is another object.</summary>
internal sealed record S3Object
{
    public required string Key { get; init; }

    public required ObjectContent Content { get; init; }

    /// <summary>MD5 in lower-case hex, in quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Whole seconds, as HTTP dates have them.</summary>
    public required DateTimeOffset LastModified { get; init; }

    public required Checksum Checksum { get; init; }

    public required ObjectHeaders Headers { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

/// <summary>What the client said about an object and gets back with it.</summary>
/// <param name="Metadata">User metadata without the <c>x-amz-meta-</c> prefix, names in lower case.</param>
internal sealed record ObjectHeaders(
    string ContentType,
    string? CacheControl,
    string? ContentDisposition,
    string? ContentEncoding,
    string? ContentLanguage,
    string? Expires,
    IReadOnlyList<KeyValuePair<string, string>> Metadata);
