using System.Buffers.Binary;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// How one record lies in a file: length (4 bytes), CRC-32C (4 bytes), payload. The checksum continues that of the
/// record before and covers the position in the journal and the length, too: a record that was changed, moved, doubled
/// or put behind another history is as wrong as a damaged one, and so is everything behind a gap.
/// The first byte of a payload names the store that it belongs to; 0 is the journal itself.
/// </summary>
internal static class Frame
{
    public const int HeaderSizeBytes = 8;

    /// <summary>A frame with a payload, complete but for its header, gets it.</summary>
    /// <param name="at">Where it begins.</param>
    /// <returns>Where it ends.</returns>
    public static JournalPoint Seal(Span<byte> frame, JournalPoint at)
    {
        var checksum = Checksum(frame[HeaderSizeBytes..], at);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)(frame.Length - HeaderSizeBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], checksum);
        return new JournalPoint(at.Position + frame.Length, checksum);
    }

    /// <summary>The length of the payload that a header announces.</summary>
    public static uint PayloadLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header);

    /// <param name="frame">Header and whole payload.</param>
    /// <param name="end">Where it ends.</param>
    public static bool IsIntact(ReadOnlySpan<byte> frame, JournalPoint at, out JournalPoint end)
    {
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]);
        end = new JournalPoint(at.Position + frame.Length, checksum);
        return checksum == Checksum(frame[HeaderSizeBytes..], at);
    }

    private static uint Checksum(ReadOnlySpan<byte> payload, JournalPoint at)
    {
        Span<byte> place = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(place, at.Position);
        BinaryPrimitives.WriteInt32LittleEndian(place[8..], payload.Length);
        return Crc32C.Append(Crc32C.Append(at.Chain, place), payload);
    }
}
