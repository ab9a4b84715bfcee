using System.Buffers.Binary;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// The record that begins every batch. A batch is written only after the one before it is on disk, so all that lies
/// before a marker was complete once: damage there is damage. Damage with no marker behind it may be the unfinished
/// end of the last batch. A marker says itself which journal and place it is from, so that it is found at any
/// offset: a byte more or less before it does not hide it.
/// </summary>
internal static class BatchMarker
{
    /// <summary>Store 0, eight bytes to search for, the journal, the position, the chain.</summary>
    public const int FrameSizeBytes = Frame.HeaderSizeBytes + 1 + 8 + 8 + 8 + 4;

    private const int MagicOffset = Frame.HeaderSizeBytes + 1;

    private static ReadOnlySpan<byte> Magic => [0xC5, 0x0E, 0x9B, 0x42, 0xF1, 0x7A, 0xD3, 0x68];

    /// <returns>Where it ends.</returns>
    public static JournalPoint Write(RecordWriter to, ulong journal, JournalPoint at)
    {
        var start = to.Length;
        to.Skip(FrameSizeBytes);
        var frame = to.From(start);
        frame[Frame.HeaderSizeBytes] = JournalFormat.JournalItself;
        Magic.CopyTo(frame[MagicOffset..]);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[(MagicOffset + 8)..], journal);
        BinaryPrimitives.WriteInt64LittleEndian(frame[(MagicOffset + 16)..], at.Position);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[(MagicOffset + 24)..], at.Chain);
        return Frame.Seal(frame, at);
    }

    /// <summary>Looks for an intact marker of a journal anywhere in a piece of a file.</summary>
    /// <returns>Where it begins, or -1.</returns>
    public static int Find(ReadOnlySpan<byte> piece, ulong journal)
    {
        for (var from = 0; piece[from..].IndexOf(Magic) is var at and >= 0; from += at + 1)
        {
            var start = from + at - MagicOffset;
            if (start >= 0 && start + FrameSizeBytes <= piece.Length
                && IsIntact(piece.Slice(start, FrameSizeBytes), journal))
            {
                return start;
            }
        }

        return -1;
    }

    private static bool IsIntact(ReadOnlySpan<byte> frame, ulong journal)
    {
        var own = frame[(MagicOffset + 8)..];
        var claimed = new JournalPoint(
            BinaryPrimitives.ReadInt64LittleEndian(own[8..]), BinaryPrimitives.ReadUInt32LittleEndian(own[16..]));
        return BinaryPrimitives.ReadUInt64LittleEndian(own) == journal
            && Frame.PayloadLength(frame) == FrameSizeBytes - Frame.HeaderSizeBytes
            && Frame.IsIntact(frame, claimed, out _);
    }
}
