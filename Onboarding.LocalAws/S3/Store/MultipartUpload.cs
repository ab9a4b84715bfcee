using System.Collections.Immutable;
using Onboarding.LocalAws.S3.Checksums;

namespace Onboarding.LocalAws.S3.Store;

/// <summary>An upload that was begun and neither completed nor aborted. Immutable: a part makes another one.</summary>
internal sealed record MultipartUpload
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset InitiatedAt { get; init; }

    /// <summary>Of the object to come.</summary>
    public required ObjectHeaders Headers { get; init; }

    /// <summary>Of the object to come.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Null where the client asked for none: then the object gets a CRC64NVME.</summary>
    public required UploadChecksum? Checksum { get; init; }

    public ImmutableSortedDictionary<int, UploadedPart> Parts { get; init; } =
        ImmutableSortedDictionary<int, UploadedPart>.Empty;

    /// <summary>What is kept of each part.</summary>
    public ChecksumAlgorithm PartAlgorithm => Checksum?.Algorithm ?? ChecksumAlgorithm.CRC64NVME;
}

/// <param name="IsComposite">Made of the parts' checksums; else it is that of the whole content.</param>
internal readonly record struct UploadChecksum(ChecksumAlgorithm Algorithm, bool IsComposite)
{
    public string Type => IsComposite ? Checksums.Checksum.Composite : Checksums.Checksum.FullObject;
}

/// <summary>One part of an upload, or of the object that it has become.</summary>
/// <param name="Content">In memory or in a file.</param>
/// <param name="ETag">MD5 in lower-case hex, in quotes.</param>
/// <param name="Checksum">Of the algorithm of the upload.</param>
internal sealed record UploadedPart(
    int Number, ObjectContent Content, string ETag, DateTimeOffset LastModified, Checksum Checksum);
