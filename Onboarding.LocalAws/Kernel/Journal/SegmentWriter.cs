using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// The segment that batches are appended to, and the manifest that says which others count. For one thread.
/// </summary>
internal sealed partial class SegmentWriter : IDisposable
{
    private readonly JournalFolder _folder;
    private readonly Manifest _manifest;
    private readonly JournalOptions _options;
    private readonly ILogger _logger;
    private JournalPoint _first;
    private SafeFileHandle _handle;
    private long _length;
    private long _rotateAt;

    private SegmentWriter(
        JournalFolder folder, Manifest manifest, JournalPoint end, JournalOptions options, ILogger logger)
    {
        _folder = folder;
        _manifest = manifest;
        _options = options;
        _logger = logger;
        _first = manifest.Content.Segments[^1];
        _rotateAt = options.SegmentSizeBytesMax;
        _handle = File.OpenHandle(folder.SegmentPath(_first.Position), FileMode.Open, FileAccess.Write, FileShare.Read);
        _length = RandomAccess.GetLength(_handle);
        End = end;
    }

    public JournalIdentity Journal => _manifest.Content.Journal;

    /// <summary>The position that the snapshot reaches; -1 where there is none.</summary>
    public long SnapshotReached => _manifest.Content.Snapshot?.Reached ?? -1;

    /// <summary>Where the next record goes.</summary>
    public JournalPoint End { get; private set; }

    /// <summary>Goes on in the last segment, which ends there.</summary>
    public static SegmentWriter Continue(
        JournalFolder folder, Manifest manifest, JournalPoint end, JournalOptions options, ILogger logger)
    {
        manifest.Open();
        var segments = new SegmentWriter(folder, manifest, end, options, logger);
        // What a killed process had written and not flushed was read, and is told from now on.
        folder.Disk.Flush(segments._handle);
        manifest.MarkDurable(end);
        return segments;
    }

    /// <summary>Begins a journal in a folder that has none. A crash before the manifest leaves a header.</summary>
    public static SegmentWriter Begin(
        JournalFolder folder, JournalIdentity journal, JournalOptions options, ILogger logger)
    {
        Create(folder, journal, JournalPoint.Start).Dispose();
        var manifest = Manifest.Create(folder, new ManifestContent(journal, Snapshot: null, [JournalPoint.Start]));
        return new SegmentWriter(folder, manifest, JournalPoint.Start, options, logger);
    }

    /// <summary>Returns once the batch is on disk and known to be.</summary>
    /// <returns>Its size.</returns>
    public long Write(Batch batch)
    {
        if (_length >= _rotateAt)
        {
            RotateIfPossible();
        }

        var before = _length;
        foreach (var buffer in batch.Buffers)
        {
            _folder.Disk.Write(_handle, buffer.Written.Span, _length);
            _length += buffer.Length;
        }

        _folder.Disk.Flush(_handle);
        End = batch.End;
        _manifest.MarkDurable(End);
        return _length - before;
    }

    /// <summary>Closes the segment and begins the next; nothing where the segment has no record yet.</summary>
    /// <exception cref="IOException">The next cannot be made: the segment goes on.</exception>
    /// <exception cref="JournalException">What is on disk now is unknown.</exception>
    public void Rotate()
    {
        if (End.Position == _first.Position)
        {
            return;
        }

        var content = _manifest.Content;
        var path = _folder.SegmentPath(End.Position);
        SafeFileHandle? next = null;
        try
        {
            next = Create(_folder, content.Journal, End);
            // A segment counts from here on, and nothing is written to it before.
            _manifest.Replace(content with { Segments = [.. content.Segments, End] });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            next?.Dispose();
            File.Delete(path);
            throw;
        }

        _handle.Dispose();
        (_first, _handle, _length) = (End, next, JournalFormat.SizeOf(content.Journal));
        _rotateAt = _options.SegmentSizeBytesMax;
    }

    /// <summary>From now on a snapshot counts, and what it replaces does not.</summary>
    /// <returns>The files that nothing needs any more.</returns>
    /// <exception cref="IOException">The manifest cannot be written: the snapshot does not count.</exception>
    public IReadOnlyList<string> Publish(SnapshotFile snapshot)
    {
        var before = _manifest.Content;
        var path = _folder.SnapshotPath(snapshot.Reached);
        var obsolete = before.Segments.TakeWhile((_, i) =>
            i + 1 < before.Segments.Count && before.Segments[i + 1].Position <= snapshot.Reached).ToList();
        File.Move(_folder.UnfinishedSnapshotPath, path, overwrite: true);
        try
        {
            // The name before the manifest that names it: a power cut may keep either alone.
            _folder.FlushNames();
            _manifest.Replace(before with
            {
                Snapshot = snapshot,
                Segments = [.. before.Segments.Skip(obsolete.Count)],
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(path);
            throw;
        }

        var files = obsolete.Select(s => _folder.SegmentPath(s.Position));
        return [.. files, .. before.Snapshot is { } old ? [_folder.SnapshotPath(old.Reached)] : Array.Empty<string>()];
    }

    /// <summary>A clean stop: how far the journal got is on disk, too.</summary>
    public void Finish() => _manifest.Flush();

    public void Dispose()
    {
        _handle.Dispose();
        _manifest.Dispose();
    }

    private void RotateIfPossible()
    {
        try
        {
            Rotate();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A long segment is no fault; it is tried again when this one has grown by as much again.
            _rotateAt = _length + _options.SegmentSizeBytesMax;
            LogNotRotated(_logger, _folder.Path, e.Message);
        }
    }

    private static SafeFileHandle Create(JournalFolder folder, JournalIdentity journal, JournalPoint first)
    {
        var handle = OwnerOnly.Create(folder.SegmentPath(first.Position), FileMode.Create);
        try
        {
            folder.Disk.Write(handle, JournalFormat.Header(JournalFormat.SegmentMagic, journal, first), offset: 0);
            folder.Disk.Flush(handle);
            folder.FlushNames();
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No new segment can be begun in {Path}, the last one goes on: "
        + "{Reason}")]
    private static partial void LogNotRotated(ILogger logger, string path, string reason);
}
