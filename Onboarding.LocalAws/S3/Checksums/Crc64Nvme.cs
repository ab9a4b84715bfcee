using System.Buffers.Binary;

namespace Onboarding.LocalAws.S3.Checksums;

/// <summary>CRC-64/NVME, what S3 computes where the client sends no checksum; eight bytes a step.</summary>
internal static class Crc64Nvme
{
    private const ulong Polynomial = 0x9A6C9329AC4BC9B5;

    private static readonly ulong[] Tables = BuildTables();

    public static ulong Compute(ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        var crc = ulong.MaxValue;
        while (bytes.Length >= 8)
        {
            var next = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = tables[(7 * 256) + (byte)next] ^ tables[(6 * 256) + (byte)(next >> 8)]
                ^ tables[(5 * 256) + (byte)(next >> 16)] ^ tables[(4 * 256) + (byte)(next >> 24)]
                ^ tables[(3 * 256) + (byte)(next >> 32)] ^ tables[(2 * 256) + (byte)(next >> 40)]
                ^ tables[256 + (byte)(next >> 48)] ^ tables[(byte)(next >> 56)];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = tables[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>Table k holds the CRC of a byte that is followed by k zero bytes.</summary>
    private static ulong[] BuildTables()
    {
        var tables = new ulong[8 * 256];
        for (var i = 0; i < 256; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = tables[(byte)tables[i - 256]] ^ (tables[i - 256] >> 8);
        }

        return tables;
    }
}
