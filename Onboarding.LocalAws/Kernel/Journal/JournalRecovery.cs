using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Reads a data folder back: the manifest, the snapshot that it names, then every segment. Only one kind of damage is
/// a crash's: the torn end of the last batch, which is cut. It lies at the end of the last segment, behind the point
/// that the manifest knows to be on disk, with no intact batch behind it. Damage anywhere else happened to records that
/// were on disk once, and is refused with file and offset. Nothing in the folder is changed before all of it is read.
/// </summary>
internal sealed class JournalRecovery(
    JournalFolder folder, string owner, IReadOnlyDictionary<byte, IJournalChannel> channels)
{
    private Dictionary<byte, long> _cuts = [];

    /// <summary>What was cut off at the end, for one line of log; null where nothing was.</summary>
    public TornEnd? Torn { get; private set; }

    /// <summary>The size of the snapshot that was read.</summary>
    public long SnapshotSizeBytes { get; private set; }

    /// <summary>How much was read from segments.</summary>
    public long ReplayedSizeBytes { get; private set; }

    /// <exception cref="JournalException">The folder is damaged, of another version or of another owner.</exception>
    public SegmentWriter Run(JournalOptions options, ILogger logger)
    {
        if (Manifest.Read(folder) is not { } manifest)
        {
            return Begin(options, logger);
        }

        var content = manifest.Content;
        if (content.Journal.Owner != owner)
        {
            throw new JournalException(
                $"the data folder '{folder.Path}' cannot be used: "
                + $"it belongs to {content.Journal.Owner}, not to {owner}");
        }

        var obsolete = new FolderFiles(folder, content).Check();
        ReadSnapshot(content);
        for (var i = 0; i < content.Segments.Count - 1; i++)
        {
            ReadClosed(content.Journal, content.Segments[i], content.Segments[i + 1]);
        }

        var end = ReadLast(content.Journal, content.Segments[^1], manifest.Durable);
        foreach (var path in obsolete)
        {
            File.Delete(path);
        }

        folder.DeleteUnfinished();
        return SegmentWriter.Continue(folder, manifest, end, options, logger);
    }

    private SegmentWriter Begin(JournalOptions options, ILogger logger)
    {
        Span<byte> id = stackalloc byte[sizeof(ulong)];
        options.Random.Fill(id);
        var journal = new JournalIdentity(BitConverter.ToUInt64(id), owner);
        FolderFiles.CheckEmpty(folder, journal);
        folder.DeleteUnfinished();
        return SegmentWriter.Begin(folder, journal, options, logger);
    }

    private void ReadSnapshot(ManifestContent content)
    {
        if (content.Snapshot is { } snapshot)
        {
            var path = folder.SnapshotPath(snapshot.Reached);
            _cuts = Snapshot.Read(
                folder, content.Journal, snapshot, (payload, offset) => Replay(payload, path, offset));
            SnapshotSizeBytes = snapshot.SizeBytes;
        }
    }

    private void ReadClosed(JournalIdentity journal, JournalPoint first, JournalPoint next)
    {
        var path = folder.SegmentPath(first.Position);
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var reader = OpenSegment(handle, path, journal, first);
        while (TryReplay(reader, path))
        {
        }

        if (!reader.IsEnd)
        {
            throw JournalException.Damaged(path, reader.Offset);
        }

        if (reader.Point != next)
        {
            throw JournalException.Refused(
                $"'{path}' ends at offset {reader.Offset}, which is not where the next segment begins");
        }
    }

    /// <returns>Where the journal goes on.</returns>
    private JournalPoint ReadLast(JournalIdentity journal, JournalPoint first, JournalPoint durable)
    {
        var path = folder.SegmentPath(first.Position);
        using var handle = File.OpenHandle(path, access: FileAccess.ReadWrite, options: FileOptions.SequentialScan);
        var reader = OpenSegment(handle, path, journal, first);
        var isDurableFound = first == durable;
        while (TryReplay(reader, path))
        {
            isDurableFound |= reader.Point == durable;
        }

        if (reader.Point.Position < durable.Position)
        {
            var known = reader.Offset + durable.Position - reader.Point.Position;
            throw reader.IsEnd
                ? JournalException.Refused($"'{path}' ends at offset {reader.Offset} and was on disk up to {known}")
                : JournalException.Damaged(path, reader.Offset, $"it was on disk up to {known}");
        }

        if (!isDurableFound)
        {
            throw JournalException.Refused($"'{path}' is an older copy, or part of another history");
        }

        if (!reader.IsEnd)
        {
            Cut(handle, path, reader, journal);
        }

        return reader.Point;
    }

    private static FrameReader OpenSegment(
        SafeFileHandle handle, string path, JournalIdentity journal, JournalPoint first)
    {
        FolderFiles.CheckHeader(handle, path, JournalFormat.SegmentMagic, journal, first);
        return new FrameReader(handle, JournalFormat.SizeOf(journal), first);
    }

    private bool TryReplay(FrameReader reader, string path)
    {
        var (offset, position) = (reader.Offset, reader.Point.Position);
        if (!reader.TryRead(out var payload))
        {
            return false;
        }

        var id = payload[0];
        if (id != JournalFormat.JournalItself && position >= _cuts.GetValueOrDefault(id))
        {
            Replay(payload, path, offset);
        }

        ReplayedSizeBytes += reader.Offset - offset;
        return true;
    }

    private void Cut(SafeFileHandle handle, string path, FrameReader reader, JournalIdentity journal)
    {
        if (FindBatch(handle, reader.Offset, journal.Id) is { } later)
        {
            throw JournalException.Damaged(path, reader.Offset, $"an intact batch follows at offset {later}");
        }

        Torn = new TornEnd(path, reader.Offset, RandomAccess.GetLength(handle) - reader.Offset);
        RandomAccess.SetLength(handle, reader.Offset);
        folder.Disk.Flush(handle);
    }

    /// <returns>Where in a file an intact batch begins, from an offset on; it may be from anywhere.</returns>
    private static long? FindBatch(SafeFileHandle handle, long offset, ulong journal)
    {
        var buffer = new byte[1024 * 1024];
        while (true)
        {
            var read = RandomAccess.Read(handle, buffer, offset);
            if (BatchMarker.Find(buffer.AsSpan(0, read), journal) is var at and >= 0)
            {
                return offset + at;
            }

            if (read < BatchMarker.FrameSizeBytes)
            {
                return null;
            }

            // The pieces overlap by less than a marker, so that none lies across a border and none is found twice.
            offset += read - BatchMarker.FrameSizeBytes + 1;
        }
    }

    private void Replay(ReadOnlySpan<byte> payload, string path, long offset)
    {
        if (!channels.TryGetValue(payload[0], out var channel))
        {
            throw new JournalException($"'{path}' has state of a service that this program lacks, at offset {offset}");
        }

        var record = new RecordReader(payload[1..]);
        try
        {
            channel.Replay(ref record);
        }
        catch (Exception e) when (e is FormatException or InvariantException or KeyNotFoundException
            or ArgumentException or IndexOutOfRangeException)
        {
            throw JournalException.Damaged(path, offset, e.Message, e);
        }
    }
}

/// <summary>The unfinished end of a write, which was removed.</summary>
internal sealed record TornEnd(string Path, long Offset, long SizeBytes);
