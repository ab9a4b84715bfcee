using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// The file that says which others count, and how far the journal is known to be on disk. Without it a start would
/// not miss a file that is gone, or the end of the last one. Two parts:
/// <list type="bullet">
/// <item>the <see cref="ManifestContent"/>, which changes by replacing the file as a whole: written beside it, flushed,
/// renamed;</item>
/// <item>two slots that hold a <see cref="JournalPoint"/> each. After every batch, before its waiters complete, one of
/// them is overwritten in place, and not flushed: the kernel has it from then on, so a killed process leaves it exact;
/// a power cut leaves what the kernel had written back, a point somewhat earlier. It is a lower bound always. Two,
/// alternately and in pages of their own, since a power cut may tear the one that was being written.</item>
/// </list>
/// Layout: magic (8 bytes), version (4); slots at 512 and 4,096; content from 8,192 on as a <see cref="Frame"/>.
/// Not safe for concurrent use.
/// </summary>
internal sealed class Manifest : IDisposable
{
    private const int SlotSizeBytes = 16;
    private const int ContentOffset = 8_192;

    private readonly JournalFolder _folder;
    private readonly byte[] _slot = new byte[SlotSizeBytes];
    private SafeFileHandle? _handle;
    private int _next;

    private Manifest(JournalFolder folder, ManifestContent content, JournalPoint durable)
    {
        _folder = folder;
        Content = content;
        Durable = durable;
    }

    public static ReadOnlySpan<byte> Magic => "ONBMANI\n"u8;

    public ManifestContent Content { get; private set; }

    /// <summary>The journal is on disk at least up to there.</summary>
    public JournalPoint Durable { get; private set; }

    private static ReadOnlySpan<int> SlotOffsets => [512, 4_096];

    /// <summary>That of a new journal, whose first segment is there.</summary>
    public static Manifest Create(JournalFolder folder, ManifestContent content)
    {
        var manifest = new Manifest(folder, content, JournalPoint.Start);
        manifest.Replace(content);
        return manifest;
    }

    /// <returns>Null where there is none.</returns>
    /// <exception cref="JournalException">It is damaged, or of another version.</exception>
    public static Manifest? Read(JournalFolder folder)
    {
        if (!File.Exists(folder.ManifestPath))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(folder.ManifestPath);
        if (JournalFormat.Fault(bytes, Magic) is { } fault)
        {
            throw new JournalException($"'{folder.ManifestPath}' cannot be used: {fault}");
        }

        if (bytes.Length < ContentOffset
            || ReadDurable(bytes) is not { } durable
            || ManifestContent.Read(bytes.AsSpan(ContentOffset)) is not { } content
            || durable.Position < content.Segments[^1].Position)
        {
            throw JournalException.Damaged(folder.ManifestPath, offset: 0);
        }

        return new Manifest(folder, content, durable);
    }

    /// <summary>Takes the file that was read, to write to its slots.</summary>
    public void Open() =>
        _handle = File.OpenHandle(_folder.ManifestPath, FileMode.Open, FileAccess.Write, FileShare.Read);

    /// <exception cref="IOException">Nothing has changed: the disk is full, for example.</exception>
    /// <exception cref="JournalException">What is on disk now is unknown.</exception>
    public void Replace(ManifestContent content)
    {
        WriteUnfinished(content);
        // Windows renames no file over one that is open.
        _handle?.Dispose();
        try
        {
            File.Move(_folder.UnfinishedManifestPath, _folder.ManifestPath, overwrite: true);
        }
        catch
        {
            Open();
            throw;
        }

        try
        {
            Open();
            _folder.FlushNames();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"'{_folder.ManifestPath}' was replaced, perhaps not for good: {e.Message}", e);
        }

        Content = content;
    }

    /// <summary>To be called once everything before a point is flushed, before waiters complete.</summary>
    public void MarkDurable(JournalPoint point)
    {
        Durable = point;
        WriteSlot(_slot, point);
        _folder.Disk.Write(_handle!, _slot, SlotOffsets[_next]);
        _next = 1 - _next;
    }

    /// <summary>Makes the slots durable, too.</summary>
    public void Flush() => _folder.Disk.Flush(_handle!);

    public void Dispose() => _handle?.Dispose();

    private void WriteUnfinished(ManifestContent content)
    {
        var path = _folder.UnfinishedManifestPath;
        var bytes = new byte[ContentOffset];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), JournalFormat.Version);
        foreach (var offset in SlotOffsets)
        {
            WriteSlot(bytes.AsSpan(offset, SlotSizeBytes), Durable);
        }

        try
        {
            using var file = OwnerOnly.Create(path, FileMode.Create);
            _folder.Disk.Write(file, [.. bytes, .. content.Write()], offset: 0);
            _folder.Disk.Flush(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On a full disk other programs need even this much room.
            File.Delete(path);
            throw;
        }
    }

    private static void WriteSlot(Span<byte> slot, JournalPoint point)
    {
        BinaryPrimitives.WriteInt64LittleEndian(slot, point.Position);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], point.Chain);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[12..], Crc32C.Append(0, slot[..12]));
    }

    /// <summary>Of two slots one may be torn; then the other, which is older or newer by a batch, tells.</summary>
    private static JournalPoint? ReadDurable(ReadOnlySpan<byte> file)
    {
        JournalPoint? latest = null;
        foreach (var offset in SlotOffsets)
        {
            var slot = file.Slice(offset, SlotSizeBytes);
            var point = new JournalPoint(
                BinaryPrimitives.ReadInt64LittleEndian(slot), BinaryPrimitives.ReadUInt32LittleEndian(slot[8..]));
            if (BinaryPrimitives.ReadUInt32LittleEndian(slot[12..]) == Crc32C.Append(0, slot[..12])
                && point.Position >= (latest?.Position ?? 0))
            {
                latest = point;
            }
        }

        return latest;
    }
}
