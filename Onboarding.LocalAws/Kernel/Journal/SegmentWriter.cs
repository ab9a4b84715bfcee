using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>The segment that batches are appended to, and the closed ones before it that are still needed.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly JournalFolder _folder;
    private readonly string _owner;
    private readonly Lock _lock = new();
    private readonly List<(JournalFile File, long End)> _closed;
    private JournalFile _current;
    private SafeFileHandle _handle;
    private long _length;

    /// <param name="closed">Older segments, in order.</param>
    /// <param name="position">Where the journal goes on.</param>
    public SegmentWriter(JournalFolder folder, string owner, List<(JournalFile File, long End)> closed, long position)
    {
        _folder = folder;
        _owner = owner;
        _closed = closed;
        Position = position;
        (_current, _handle) = Create();
    }

    /// <summary>Continues a segment that is there.</summary>
    public SegmentWriter(
        JournalFolder folder, string owner, List<(JournalFile File, long End)> closed, JournalFile last, long position)
    {
        _folder = folder;
        _owner = owner;
        _closed = closed;
        Position = position;
        _current = last;
        _handle = File.OpenHandle(last.Path, FileMode.Open, FileAccess.Write, FileShare.Read);
        _length = RandomAccess.GetLength(_handle);
    }

    /// <summary>Where the next byte lies in the journal.</summary>
    public long Position { get; private set; }

    public long Length => _length;

    public void Write(ReadOnlyMemory<byte> records)
    {
        RandomAccess.Write(_handle, records.Span, _length);
        _length += records.Length;
        Position += records.Length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Closes the segment and begins the next; nothing where the segment has no record yet.</summary>
    public void Rotate()
    {
        if (Position == _current.Position)
        {
            return;
        }

        Flush();
        var (next, handle) = Create();
        lock (_lock)
        {
            _closed.Add((_current, Position));
        }

        _handle.Dispose();
        (_current, _handle) = (next, handle);
    }

    /// <summary>Deletes the closed segments that end at or before a position. Safe from any thread.</summary>
    public void DeleteBefore(long position)
    {
        List<(JournalFile File, long End)> obsolete;
        lock (_lock)
        {
            obsolete = _closed.FindAll(s => s.End <= position);
            _closed.RemoveAll(s => s.End <= position);
        }

        foreach (var (file, _) in obsolete)
        {
            File.Delete(file.Path);
        }
    }

    public void Dispose() => _handle.Dispose();

    private (JournalFile File, SafeFileHandle Handle) Create()
    {
        var file = new JournalFile(_folder.SegmentPath(Position), Position);
        var handle = OwnerOnly.Create(file.Path, FileMode.CreateNew);
        var header = JournalFormat.Header(JournalFormat.SegmentMagic, _owner, Position);
        RandomAccess.Write(handle, header, fileOffset: 0);
        // The header is on disk before any record is: with records behind it, a damaged one was once whole.
        RandomAccess.FlushToDisk(handle);
        FolderSync.Flush(_folder.Path);
        _length = header.Length;
        return (file, handle);
    }
}
