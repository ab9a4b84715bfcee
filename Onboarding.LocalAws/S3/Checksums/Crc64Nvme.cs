using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.S3.Checksums;

/// <summary>CRC-64/NVME, what S3 computes where the client sends no checksum.</summary>
internal static class Crc64Nvme
{
    private static readonly ReflectedCrc Crc = new(0x9A6C9329AC4BC9B5, width: 64);

    /// <param name="crc">The checksum of what came before; 0 at the start.</param>
    public static ulong Append(ulong crc, ReadOnlySpan<byte> bytes) => Crc.Append(crc, bytes);

    /// <inheritdoc cref="ReflectedCrc.Combine"/>
    public static ulong Combine(ulong first, ulong second, long secondSizeBytes) =>
        Crc.Combine(first, second, secondSizeBytes);
}
