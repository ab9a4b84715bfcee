using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Protocols;

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

/// <param name="Base64">Big-endian bytes in base64, as in <c>x-amz-checksum-*</c>.</param>
internal readonly record struct Checksum(ChecksumAlgorithm Algorithm, string Base64)
{
    /// <summary>
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html.
    /// </summary>
    public static Checksum Compute(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Write(algorithm, content, bytes);
        return new Checksum(algorithm, Convert.ToBase64String(bytes[..length]));
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

    private static int Write(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> content, Span<byte> bytes)
    {
        switch (algorithm)
        {
            case ChecksumAlgorithm.CRC32:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, Crc32.Of(content));
                return 4;
            case ChecksumAlgorithm.CRC32C:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, Crc32C.Append(0, content));
                return 4;
            case ChecksumAlgorithm.CRC64NVME:
                BinaryPrimitives.WriteUInt64BigEndian(bytes, Crc64Nvme.Compute(content));
                return 8;
            case ChecksumAlgorithm.SHA1:
#pragma warning disable CA5350 // The client chose it, against damage and not against forgery.
                return SHA1.HashData(content, bytes);
#pragma warning restore CA5350
            case ChecksumAlgorithm.SHA256:
                return SHA256.HashData(content, bytes);
            default:
                throw new UnreachableException();
        }
    }
}
