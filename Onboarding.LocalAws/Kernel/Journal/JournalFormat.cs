using System.Buffers.Binary;
using System.Text;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// What segments and snapshots begin with: magic (8 bytes), format version (4), where the first record begins
/// (position 8, chain 4), the journal's id (8), length of the owner (1), owner, CRC-32C of all that (4).
/// </summary>
internal static class JournalFormat
{
    /// <summary>Counts up with every change of any record; there is no reading of other versions.</summary>
    public const uint Version = 2;

    /// <summary>The store id of records about the journal itself.</summary>
    public const byte JournalItself = 0;

    private const int OwnerOffset = 33;

    public static ReadOnlySpan<byte> SegmentMagic => "ONBJRNL\n"u8;

    public static ReadOnlySpan<byte> SnapshotMagic => "ONBSNAP\n"u8;

    public static byte[] Header(ReadOnlySpan<byte> magic, JournalIdentity journal, JournalPoint first)
    {
        var header = new byte[SizeOf(journal)];
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), first.Position);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), first.Chain);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(24), journal.Id);
        header[32] = (byte)Encoding.UTF8.GetBytes(journal.Owner, header.AsSpan(OwnerOffset));
        var checksum = Crc32C.Append(0, header.AsSpan(..^4));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(header.Length - 4), checksum);
        return header;
    }

    public static int SizeOf(JournalIdentity journal) => OwnerOffset + Encoding.UTF8.GetByteCount(journal.Owner) + 4;

    /// <returns>What is wrong with magic or version; null where they are as expected.</returns>
    public static string? Fault(ReadOnlySpan<byte> header, ReadOnlySpan<byte> magic)
    {
        if (header.Length < 12 || !header.StartsWith(magic))
        {
            return "it is not a file of a data folder, or its header is damaged";
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        return version == Version
            ? null
            : $"it has format {version}, this program reads and writes format {Version}; start the version that wrote "
                + "it, or start with another data folder";
    }

    /// <returns>What is wrong with the header; null where it is as expected.</returns>
    public static string? Fault(
        ReadOnlySpan<byte> header, ReadOnlySpan<byte> magic, JournalIdentity journal, JournalPoint first)
    {
        if (Fault(header, magic) is { } fault)
        {
            return fault;
        }

        var expected = Header(magic, journal, first);
        if (header.StartsWith(expected))
        {
            return null;
        }

        return !IsWhole(header) ? "its header is damaged"
            : IdOf(header) != journal.Id ? "it is part of another journal"
            : BinaryPrimitives.ReadInt64LittleEndian(header[12..]) != first.Position ? "its name is not its own"
            : "it does not follow the records before it: it is an older copy, or part of another history";
    }

    /// <returns>The journal that a file says it is part of; null where its header is damaged.</returns>
    public static ulong? IdOf(ReadOnlySpan<byte> header) =>
        IsWhole(header) ? BinaryPrimitives.ReadUInt64LittleEndian(header[24..]) : null;

    private static bool IsWhole(ReadOnlySpan<byte> header)
    {
        if (header.Length < OwnerOffset || header.Length < OwnerOffset + header[32] + 4)
        {
            return false;
        }

        var end = OwnerOffset + header[32];
        return BinaryPrimitives.ReadUInt32LittleEndian(header[end..]) == Crc32C.Append(0, header[..end]);
    }
}
