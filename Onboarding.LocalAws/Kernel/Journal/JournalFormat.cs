using System.Buffers.Binary;
using System.Text;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// What every file of a data folder begins with: magic (8 bytes), format version (4), base (8: the position of the
/// first record), length of the owner (1), owner, CRC-32C of all that (4).
/// </summary>
internal static class JournalFormat
{
    /// <summary>Counts up with every change of any record; there is no reading of other versions.</summary>
    public const uint Version = 1;

    /// <summary>The store id of records about the journal itself.</summary>
    public const byte JournalItself = 0;

    private const int OwnerOffset = 21;

    public static ReadOnlySpan<byte> SegmentMagic => "ONBJRNL\n"u8;

    public static ReadOnlySpan<byte> SnapshotMagic => "ONBSNAP\n"u8;

    /// <param name="owner">Whose state it is: account and region, which are parts of every ARN.</param>
    public static byte[] Header(ReadOnlySpan<byte> magic, string owner, long basePosition)
    {
        var header = new byte[SizeOf(owner)];
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), basePosition);
        header[20] = (byte)Encoding.UTF8.GetBytes(owner, header.AsSpan(OwnerOffset));
        var checksum = Crc32C.Append(0, header.AsSpan(..^4));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(header.Length - 4), checksum);
        return header;
    }

    public static int SizeOf(string owner) => OwnerOffset + Encoding.UTF8.GetByteCount(owner) + 4;

    /// <returns>What is wrong with the header; null where it is as expected.</returns>
    public static string? Fault(ReadOnlySpan<byte> header, ReadOnlySpan<byte> magic, string owner, long basePosition)
    {
        if (header.Length < OwnerOffset || !header.StartsWith(magic))
        {
            return "this is not a file of a data folder, or its header is damaged";
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (version != Version)
        {
            return $"it has format {version}, this program reads and writes format {Version}";
        }

        var end = OwnerOffset + header[20];
        if (header.Length < end + 4
            || BinaryPrimitives.ReadUInt32LittleEndian(header[end..]) != Crc32C.Append(0, header[..end])
            || BinaryPrimitives.ReadInt64LittleEndian(header[12..]) != basePosition)
        {
            return "its header is damaged";
        }

        var found = Encoding.UTF8.GetString(header[OwnerOffset..end]);
        return found == owner ? null : $"it belongs to {found}, not to {owner}";
    }
}
