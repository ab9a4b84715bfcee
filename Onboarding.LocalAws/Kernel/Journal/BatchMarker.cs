using System.Buffers.Binary;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// The record that begins every batch. A batch is written only after the one before it is on disk, so whatever lies
/// before a marker was complete once: damage there is damage. Damage with no marker behind it is the unfinished end
/// of the last batch, which nobody was told of.
/// </summary>
internal static class BatchMarker
{
    /// <summary>Store 0, eight bytes to search for, the position.</summary>
    public const int FrameSizeBytes = Frame.HeaderSizeBytes + 1 + 8 + 8;

    private const int MagicOffset = Frame.HeaderSizeBytes + 1;

    private static ReadOnlySpan<byte> Magic => [0xC5, 0x0E, 0x9B, 0x42, 0xF1, 0x7A, 0xD3, 0x68];

    public static void Write(RecordWriter to, long position)
    {
        var start = to.Length;
        to.Skip(Frame.HeaderSizeBytes);
        to.Byte(JournalFormat.JournalItself);
        foreach (var b in Magic)
        {
            to.Byte(b);
        }

        to.Fixed64((ulong)position);
        Frame.Seal(to.From(start), position);
    }

    /// <summary>Looks for an intact marker anywhere in a piece of a file.</summary>
    /// <param name="position">Of the piece's first byte.</param>
    public static bool IsIn(ReadOnlySpan<byte> piece, long position)
    {
        for (var from = 0; piece[from..].IndexOf(Magic) is var at and >= 0; from += at + 1)
        {
            var start = from + at - MagicOffset;
            if (start >= 0 && start + FrameSizeBytes <= piece.Length)
            {
                var frame = piece.Slice(start, FrameSizeBytes);
                var claimed = BinaryPrimitives.ReadInt64LittleEndian(frame[(MagicOffset + 8)..]);
                if (claimed == position + start
                    && Frame.PayloadLength(frame) == FrameSizeBytes - Frame.HeaderSizeBytes
                    && Frame.IsIntact(frame, claimed))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
