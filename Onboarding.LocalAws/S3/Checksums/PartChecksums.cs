using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.S3.Checksums;

/// <summary>
/// The checksum of an object out of those of its parts.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html.
/// </summary>
internal static class PartChecksums
{
    /// <summary>Combines what the processor's instruction has computed.</summary>
    private static readonly ReflectedCrc Castagnoli = new(0x82F63B78, width: 32);

    /// <summary>COMPOSITE: the checksum of the parts' checksums, a hyphen, and how many they are.</summary>
    public static Checksum Compose(ChecksumAlgorithm algorithm, IReadOnlyCollection<Checksum> parts)
    {
        using var digest = new ChecksumDigest(algorithm);
        foreach (var part in parts)
        {
            digest.Append(Convert.FromBase64String(part.Base64));
        }

        return new Checksum(
            algorithm, string.Create(CultureInfo.InvariantCulture, $"{digest.Finish().Base64}-{parts.Count}"));
    }

    /// <summary>FULL_OBJECT: that of the whole content, which only a CRC gives without reading it again.</summary>
    public static Checksum Join(ChecksumAlgorithm algorithm, IEnumerable<(Checksum Checksum, long SizeBytes)> parts)
    {
        var crc = 0UL;
        foreach (var (checksum, sizeBytes) in parts)
        {
            crc = Combine(algorithm, crc, Read(checksum), sizeBytes);
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, crc);
        return new Checksum(algorithm, Convert.ToBase64String(bytes[^Checksum.LengthOf(algorithm)..]));
    }

    private static ulong Combine(ChecksumAlgorithm algorithm, ulong first, ulong second, long secondSizeBytes) =>
        algorithm switch
        {
            ChecksumAlgorithm.CRC32 => Crc32.Combine((uint)first, (uint)second, secondSizeBytes),
            ChecksumAlgorithm.CRC32C => Castagnoli.Combine(first, second, secondSizeBytes),
            ChecksumAlgorithm.CRC64NVME => Crc64Nvme.Combine(first, second, secondSizeBytes),
            _ => throw new UnreachableException(),
        };

    private static ulong Read(Checksum checksum)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        var given = Convert.FromBase64String(checksum.Base64);
        given.CopyTo(bytes[^given.Length..]);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
