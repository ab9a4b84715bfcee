using System.Buffers.Binary;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// A cyclic redundancy check of up to 64 bits that takes the lowest bit first and inverts before and after, as CRC-32
/// and CRC-64/NVME do. Eight tables ("slicing by eight") take eight bytes per step.
/// </summary>
/// <remarks>
/// System.IO.Hashing, which has them, is not on every feed, and the CRC instructions of
/// <see cref="System.Numerics.BitOperations"/> compute another polynomial.
/// </remarks>
/// <param name="polynomial">Reflected: its lowest bit is that of the highest power.</param>
/// <param name="width">In bits.</param>
internal sealed class ReflectedCrc(ulong polynomial, int width)
{
    private readonly ulong[] _tables = BuildTables(polynomial);
    private readonly ulong _ones = ulong.MaxValue >> (64 - width);

    /// <param name="crc">The check of what came before; 0 at the start.</param>
    public ulong Append(ulong crc, ReadOnlySpan<byte> bytes)
    {
        var tables = _tables;
        crc ^= _ones;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var next = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = tables[0x700 + (byte)next] ^ tables[0x600 + (byte)(next >> 8)]
                ^ tables[0x500 + (byte)(next >> 16)] ^ tables[0x400 + (byte)(next >> 24)]
                ^ tables[0x300 + (byte)(next >> 32)] ^ tables[0x200 + (byte)(next >> 40)]
                ^ tables[0x100 + (byte)(next >> 48)] ^ tables[(byte)(next >> 56)];
        }

        foreach (var b in bytes)
        {
            crc = tables[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc ^ _ones;
    }

    /// <summary>
    /// The check of two contents, one behind the other, out of the check of each: bytes that follow multiply the check
    /// of what came before by x to the power of their bits, modulo the polynomial; that the check is inverted before
    /// and after cancels out.
    /// </summary>
    public ulong Combine(ulong first, ulong second, long secondSizeBytes)
    {
        // The highest power is the lowest bit: 1 is the highest bit, x the one below.
        var power = 1UL << (width - 1);
        var square = 1UL << (width - 2);
        for (var exponent = (ulong)secondSizeBytes * 8; exponent != 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                power = Multiply(power, square);
            }

            square = Multiply(square, square);
        }

        return Multiply(power, first) ^ second;
    }

    private ulong Multiply(ulong a, ulong b)
    {
        var product = 0UL;
        for (var bit = 1UL << (width - 1); bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
            {
                product ^= b;
            }

            b = (b & 1) == 0 ? b >> 1 : (b >> 1) ^ polynomial;
        }

        return product;
    }

    /// <summary>Table k, from 0 on, holds the check of a byte that k zero bytes follow.</summary>
    private static ulong[] BuildTables(ulong polynomial)
    {
        var tables = new ulong[8 * 256];
        for (var i = 0; i < 256; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ polynomial;
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            var previous = tables[i - 256];
            tables[i] = (previous >> 8) ^ tables[(byte)previous];
        }

        return tables;
    }
}
