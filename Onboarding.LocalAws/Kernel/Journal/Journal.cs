using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// State that survives: every change of every store, in one order, in an append-only file, and now and then the whole
/// state instead of the changes that led to it. One order over all stores means that a crash loses an end of history
/// and never a cause without its effects.
/// </summary>
internal sealed partial class Journal : IAsyncDisposable
{
    private readonly JournalFolder _folder;
    private readonly string _owner;
    private readonly JournalOptions _options;
    private readonly ILogger<Journal> _logger;
    private readonly Dictionary<byte, IJournalChannel> _channels = [];
    private readonly Lock _lock = new();
    private SegmentWriter? _segments;
    private GroupCommit? _commits;
    private Task _compaction = Task.CompletedTask;
    private long _changedSizeBytes;
    private long _stateSizeBytes;
    private bool _isStopping;

    private Journal(JournalFolder folder, string owner, JournalOptions options, ILogger<Journal> logger)
    {
        _folder = folder;
        _owner = owner;
        _options = options;
        _logger = logger;
    }

    /// <summary>Where the next record will lie.</summary>
    public long Position => _commits!.Position;

    /// <summary>Takes a data folder for this process. <see cref="Start"/> reads it.</summary>
    /// <exception cref="JournalException">It is in use, or cannot be used.</exception>
    public static Journal Open(string path, string owner, JournalOptions options, ILogger<Journal> logger) =>
        new(JournalFolder.Open(path), owner, options, logger);

    /// <summary>A store's way into the journal; the store is to be attached to it before <see cref="Start"/>.</summary>
    /// <param name="id">1 to 255, for ever the same.</param>
    public JournalChannel<TChange> Channel<TChange>(byte id, IChangeCodec<TChange> codec)
    {
        Invariant.Check(id != JournalFormat.JournalItself);
        var channel = new JournalChannel<TChange>(this, id, codec);
        _channels.Add(id, channel);
        return channel;
    }

    /// <summary>Restores every store and begins to record. Blocks: nothing else can run before it anyway.</summary>
    /// <exception cref="JournalException">What is in the folder cannot be read.</exception>
    public void Start()
    {
        try
        {
            if (!_folder.TryRestrict())
            {
                LogExposed(_logger, _folder.Path);
            }

            var recovery = new JournalRecovery(_folder, _owner, _channels);
            _segments = recovery.Run();
            if (recovery.Torn is { } torn)
            {
                LogTorn(_logger, torn.Path, torn.Offset, torn.SizeBytes);
            }

            _stateSizeBytes = recovery.SnapshotSizeBytes;
            _changedSizeBytes = recovery.ReplayedSizeBytes;
            _commits = new GroupCommit(_segments, _options, CountWritten, e => LogFailed(_logger, _folder.Path, e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"the data folder '{_folder.Path}' cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Adds one record: changes that survive together or not at all.</summary>
    public void Append<TChange>(byte store, ReadOnlySpan<TChange> changes, IChangeCodec<TChange> codec)
    {
        if (!changes.IsEmpty)
        {
            _commits!.Append(store, changes, codec);
        }
    }

    /// <summary>Completes once everything appended so far survives a crash.</summary>
    public Task WhenDurableAsync() => _commits!.WhenDurableAsync();

    /// <summary>Writes the state anew and drops the changes that led to it.</summary>
    public async Task CompactAsync()
    {
        Task running;
        lock (_lock)
        {
            running = _compaction;
        }

        await running;
        lock (_lock)
        {
            running = BeginCompactionUnderLock();
        }

        await running;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return;
            }

            _isStopping = true;
        }

        await _compaction;
        _commits?.Dispose();
        _segments?.Dispose();
        _folder.Dispose();
    }

    private void CountWritten(long sizeBytes)
    {
        lock (_lock)
        {
            _changedSizeBytes += sizeBytes;
            if (_changedSizeBytes >= Math.Max(_options.CompactionSizeBytesMin, _stateSizeBytes))
            {
                BeginCompactionUnderLock();
            }
        }
    }

    private Task BeginCompactionUnderLock()
    {
        if (_compaction.IsCompleted && !_isStopping)
        {
            _changedSizeBytes = 0;
            // Long running: it blocks in I/O for as long as the state takes to be written.
            _compaction = Task.Factory.StartNew(
                CompactOrLogAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .Unwrap();
        }

        return _compaction;
    }

    private async Task CompactOrLogAsync()
    {
        try
        {
            await _commits!.RotateAsync();
            var (reached, sizeBytes) = Snapshot.Write(_folder, _owner, [.. _channels.Values]);
            await _commits.WhenDurableAsync();
            Snapshot.Publish(_folder, reached);
            foreach (var old in _folder.Snapshots().Where(s => s.Position < reached))
            {
                File.Delete(old.Path);
            }

            _segments!.DeleteBefore(reached);
            lock (_lock)
            {
                _stateSizeBytes = sizeBytes;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalException)
        {
            // Nothing is lost: the older snapshot and the segments are still there, and the next try may succeed.
            LogNotCompacted(_logger, _folder.Path, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Others can read the files in {Path}, which hold keys, codes "
        + "and mail, and its file system cannot keep them out")]
    private static partial void LogExposed(ILogger logger, string path);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Path} ended in a write that a crash had cut short: {SizeBytes} bytes from offset {Offset} on were "
            + "removed; none of them was acknowledged")]
    private static partial void LogTorn(ILogger logger, string path, long offset, long sizeBytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The data folder {Path} cannot be written any more: no further "
        + "write is acknowledged; restart the host")]
    private static partial void LogFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The data folder {Path} could not be compacted")]
    private static partial void LogNotCompacted(ILogger logger, string path, Exception exception);
}
