using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Reads a data folder back: the latest snapshot, then every segment. Cases at the end of the last segment:
/// <list type="bullet">
/// <item>a damaged record with no later batch behind it is the torn end of a write that nobody was told of: cut;</item>
/// <item>a segment whose header is torn, with nothing behind it, was being created: deleted.</item>
/// </list>
/// Damage anywhere else happened to records that were once on disk. It is refused, with file and offset: to go on
/// without them would lose acknowledged writes and call it a start.
/// </summary>
internal sealed class JournalRecovery(
    JournalFolder folder, string owner, IReadOnlyDictionary<byte, IJournalChannel> channels)
{
    private Dictionary<byte, long> _cuts = [];

    private long LastCut => _cuts.Count == 0 ? 0 : _cuts.Values.Max();

    /// <summary>What was cut off at the end, for one line of log; null where nothing was.</summary>
    public (string Path, long Offset, long SizeBytes)? Torn { get; private set; }

    /// <summary>The size of the snapshot that was read.</summary>
    public long SnapshotSizeBytes { get; private set; }

    /// <summary>How much was read from segments.</summary>
    public long ReplayedSizeBytes { get; private set; }

    /// <exception cref="JournalException">The folder is damaged, of another version or of another owner.</exception>
    public SegmentWriter Run()
    {
        var reached = ReadSnapshot();
        var segments = NeededSegments(reached);
        List<(JournalFile File, long End)> closed = [];
        var position = reached;
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            var isLast = i == segments.Count - 1;
            if (segment.Position > position || (i > 0 && segment.Position != position))
            {
                throw new JournalException($"the segment before '{segment.Path}' is missing or damaged at its end");
            }

            if (isLast && WasBeingCreated(segment))
            {
                File.Delete(segment.Path);
                break;
            }

            position = ReadSegment(segment, isLast);
            if (isLast)
            {
                return new SegmentWriter(folder, owner, closed, segment, position);
            }

            closed.Add((segment, position));
        }

        return new SegmentWriter(folder, owner, closed, Math.Max(position, LastCut));
    }

    /// <exception cref="JournalException">The header is not the one that the file must have.</exception>
    public static void CheckHeader(SafeFileHandle handle, JournalFile file, ReadOnlySpan<byte> magic, string owner)
    {
        var header = new byte[512];
        var length = RandomAccess.Read(handle, header, fileOffset: 0);
        if (JournalFormat.Fault(header.AsSpan(0, length), magic, owner, file.Position) is { } fault)
        {
            throw new JournalException($"'{file.Path}' cannot be used: {fault}");
        }
    }

    public static JournalException Damaged(string path, long offset, Exception? cause = null) => new(
        $"'{path}' is damaged at offset {offset}{(cause is null ? "" : $" ({cause.Message})")}; "
        + "restore it from a copy, or start with another data folder",
        cause);

    private long ReadSnapshot()
    {
        var snapshots = folder.Snapshots();
        if (snapshots.Count == 0)
        {
            return 0;
        }

        // More than one is left where a crash came between a rename and a deletion.
        foreach (var old in snapshots.SkipLast(1))
        {
            File.Delete(old.Path);
        }

        var latest = snapshots[^1];
        _cuts = Snapshot.Read(latest, owner, (payload, offset) => Replay(payload, latest.Path, offset));
        SnapshotSizeBytes = new FileInfo(latest.Path).Length;
        return latest.Position;
    }

    /// <summary>A segment ends where the next begins, so one is obsolete where the next begins early enough.</summary>
    private List<JournalFile> NeededSegments(long reached)
    {
        var segments = folder.Segments();
        while (segments.Count > 1 && segments[1].Position <= reached)
        {
            File.Delete(segments[0].Path);
            segments.RemoveAt(0);
        }

        return segments;
    }

    private bool WasBeingCreated(JournalFile segment)
    {
        using var handle = File.OpenHandle(segment.Path);
        var size = JournalFormat.SizeOf(owner);
        var header = new byte[size];
        var length = RandomAccess.Read(handle, header, fileOffset: 0);
        return RandomAccess.GetLength(handle) <= size
            && JournalFormat.Fault(header.AsSpan(0, length), JournalFormat.SegmentMagic, owner, segment.Position)
                is not null;
    }

    /// <returns>The position behind its last record.</returns>
    private long ReadSegment(JournalFile segment, bool isLast)
    {
        using var handle = File.OpenHandle(
            segment.Path, access: isLast ? FileAccess.ReadWrite : FileAccess.Read, options: FileOptions.SequentialScan);
        CheckHeader(handle, segment, JournalFormat.SegmentMagic, owner);
        var reader = new FrameReader(handle, JournalFormat.SizeOf(owner), segment.Position);
        var (at, position) = (reader.Offset, reader.Position);
        while (reader.TryRead(out var payload))
        {
            var id = payload[0];
            if (id != JournalFormat.JournalItself && position >= _cuts.GetValueOrDefault(id))
            {
                Replay(payload, segment.Path, at);
            }

            (at, position) = (reader.Offset, reader.Position);
        }

        ReplayedSizeBytes += at;
        if (!reader.IsEnd)
        {
            CutOrRefuse(handle, segment.Path, at, position, isLast);
        }

        return position;
    }

    private void CutOrRefuse(SafeFileHandle handle, string path, long offset, long position, bool isLast)
    {
        // A snapshot counts only once the journal reaches its cuts.
        if (!isLast || position < LastCut || HasMarkerBehind(handle, offset, position))
        {
            throw Damaged(path, offset);
        }

        Torn = (path, offset, RandomAccess.GetLength(handle) - offset);
        RandomAccess.SetLength(handle, offset);
        RandomAccess.FlushToDisk(handle);
    }

    private static bool HasMarkerBehind(SafeFileHandle handle, long offset, long position)
    {
        var buffer = new byte[1024 * 1024];
        while (true)
        {
            var read = RandomAccess.Read(handle, buffer, offset);
            if (BatchMarker.IsIn(buffer.AsSpan(0, read), position))
            {
                return true;
            }

            if (read < BatchMarker.FrameSizeBytes)
            {
                return false;
            }

            // The pieces overlap by less than a marker, so that none lies across a border and none is found twice.
            var step = read - BatchMarker.FrameSizeBytes + 1;
            (offset, position) = (offset + step, position + step);
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
            throw Damaged(path, offset, e);
        }
    }
}
