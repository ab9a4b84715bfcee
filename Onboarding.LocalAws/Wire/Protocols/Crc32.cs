using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// The checksum that DynamoDB sends of every body in <c>x-amz-crc32</c>, and one of S3's. CRC-32 as in zip
/// (polynomial 0x04C11DB7, reflected): the CRC instructions of <see cref="System.Numerics.BitOperations"/> compute
/// CRC-32C, and System.IO.Hashing, which has it, is not on every feed. Eight tables ("slicing by eight") take eight
/// bytes per step.
/// </summary>
internal static class Crc32
{
    private const uint ReflectedPolynomial = 0xEDB88320;

    private static readonly uint[] Tables = BuildTables();

    public static void SetHeader(HttpResponse response, ReadOnlySpan<byte> body) =>
        response.Headers["x-amz-crc32"] = Of(body).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[0x700 + (low & 0xFF)] ^ tables[0x600 + ((low >> 8) & 0xFF)]
                ^ tables[0x500 + ((low >> 16) & 0xFF)] ^ tables[0x400 + (low >> 24)]
                ^ tables[0x300 + (high & 0xFF)] ^ tables[0x200 + ((high >> 8) & 0xFF)]
                ^ tables[0x100 + ((high >> 16) & 0xFF)] ^ tables[high >> 24];
        }

        foreach (var b in bytes)
        {
            crc = tables[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] BuildTables()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ ReflectedPolynomial;
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            var previous = tables[i - 256];
            tables[i] = (previous >> 8) ^ tables[previous & 0xFF];
        }

        return tables;
    }
}
