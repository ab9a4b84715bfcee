using System.Buffers.Binary;
using System.Numerics;

namespace Onboarding.LocalAws.Kernel;

/// <summary>CRC-32C (Castagnoli), eight bytes an instruction where the processor has one.</summary>
internal static class Crc32C
{
    /// <param name="crc">The checksum of what came before; 0 at the start.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
