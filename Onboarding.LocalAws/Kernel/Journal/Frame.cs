using System.Buffers.Binary;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// How one record lies in a file: length (4 bytes), CRC-32C (4 bytes), payload. The checksum covers the record's
/// position in the journal and its length, too, so a record that got to another place is as wrong as a changed one.
/// The first byte of a payload names the store that it belongs to; 0 is the journal itself.
/// </summary>
internal static class Frame
{
    public const int HeaderSizeBytes = 8;

    /// <summary>A frame with a payload, complete but for its header, gets it.</summary>
    public static void Seal(Span<byte> frame, long position)
    {
        var length = (uint)(frame.Length - HeaderSizeBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(frame[HeaderSizeBytes..], position));
    }

    /// <summary>The length of the payload that a header announces.</summary>
    public static uint PayloadLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header);

    /// <param name="frame">Header and whole payload.</param>
    public static bool IsIntact(ReadOnlySpan<byte> frame, long position) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) == Checksum(frame[HeaderSizeBytes..], position);

    private static uint Checksum(ReadOnlySpan<byte> payload, long position)
    {
        Span<byte> place = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(place, position);
        BinaryPrimitives.WriteInt32LittleEndian(place[8..], payload.Length);
        return Crc32C.Append(Crc32C.Append(0, place), payload);
    }
}
