using System.Diagnostics;
using System.Security.Cryptography;

namespace Onboarding.LocalAws.S3.Checksums;

/// <summary>The checksums that S3 verifies and keeps.</summary>
internal enum ChecksumAlgorithm
{
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256,
}

/// <param name="Base64">
/// Big-endian bytes in base64, as in <c>x-amz-checksum-*</c>; a composite one ends with a hyphen, which base64 does not
/// have, and the number of parts.
/// </param>
internal readonly record struct Checksum(ChecksumAlgorithm Algorithm, string Base64)
{
    public const string Composite = "COMPOSITE";
    public const string FullObject = "FULL_OBJECT";

    /// <summary>As in <c>x-amz-checksum-type</c>.</summary>
    public string Type => Base64.Contains('-', StringComparison.Ordinal) ? Composite : FullObject;

    /// <summary>
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html.
    /// </summary>
    public static Checksum Compute(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> content)
    {
        using var digest = new ChecksumDigest(algorithm);
        digest.Append(content);
        return digest.Finish();
    }

    public static int LengthOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.CRC32 or ChecksumAlgorithm.CRC32C => 4,
        ChecksumAlgorithm.CRC64NVME => 8,
        ChecksumAlgorithm.SHA1 => SHA1.HashSizeInBytes,
        ChecksumAlgorithm.SHA256 => SHA256.HashSizeInBytes,
        _ => throw new UnreachableException(),
    };

    /// <summary>The header, and the trailer, of the algorithm.</summary>
    public static string HeaderOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.CRC32 => "x-amz-checksum-crc32",
        ChecksumAlgorithm.CRC32C => "x-amz-checksum-crc32c",
        ChecksumAlgorithm.CRC64NVME => "x-amz-checksum-crc64nvme",
        ChecksumAlgorithm.SHA1 => "x-amz-checksum-sha1",
        ChecksumAlgorithm.SHA256 => "x-amz-checksum-sha256",
        _ => throw new UnreachableException(),
    };
}
