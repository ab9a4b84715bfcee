using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// State that survives: every change of every store, in one order, in an append-only file, and now and then the whole
/// state instead of the changes that led to it. One order over all stores means that a crash loses an end of history
/// and never a cause without its effects.
/// </summary>
internal sealed partial class Journal : IDurability, IAsyncDisposable
{
    private readonly JournalFolder _folder;
    private readonly string _owner;
    private readonly JournalOptions _options;
    private readonly Reserve _reserve;
    private readonly ILogger<Journal> _logger;
    private readonly Dictionary<byte, IJournalChannel> _channels = [];
    private readonly Lock _lock = new();
    private SegmentWriter? _segments;
    private GroupCommit? _commits;
    private CompactionSchedule? _schedule;
    private Task _compaction = Task.CompletedTask;
    private bool _isStopping;

    private Journal(JournalFolder folder, string owner, JournalOptions options, ILogger<Journal> logger)
    {
        _folder = folder;
        _owner = owner;
        _options = options;
        _reserve = new Reserve(folder, options.Random);
        _logger = logger;
    }

    /// <summary>Where the next record will lie.</summary>
    public long Position => _commits!.Position;

    /// <summary>Why no change is recorded any more, in one line; null while all are.</summary>
    public string? Failure => _commits?.Failure?.Message;

    /// <summary>Takes a data folder for this process. <see cref="Start"/> reads it.</summary>
    /// <exception cref="JournalException">It is in use, or cannot be used.</exception>
    public static Journal Open(string path, string owner, JournalOptions options, ILogger<Journal> logger) =>
        new(JournalFolder.Open(path, options.Disk), owner, options, logger);

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
            _segments = recovery.Run(_options, _logger);
            if (recovery.Torn is { } torn)
            {
                LogTorn(_logger, torn.Path, torn.Offset, torn.SizeBytes);
            }

            _schedule = new CompactionSchedule(
                _options.CompactionSizeBytesMin, recovery.SnapshotSizeBytes, recovery.ReplayedSizeBytes);
            _commits = new GroupCommit(_segments, CountWritten, e => LogFailed(_logger, _folder.Path, e));
            _reserve.TryTake();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FolderAccess.Fault(_folder.Path, e);
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

    public bool IsKept => true;

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

    /// <summary>To be called before every store is emptied: whether that can be recorded.</summary>
    /// <exception cref="JournalException">It cannot, since the disk is full or the journal has failed.</exception>
    public async Task PrepareResetAsync()
    {
        try
        {
            await WhenDurableAsync();
            _reserve.Release();
        }
        catch (Exception e) when (e is JournalException or IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"nothing was reset: {e.Message}", e);
        }
    }

    /// <summary>To be called once every store is empty. Returns once no later start finds what was before.</summary>
    /// <exception cref="JournalException">What was before may come back with a restart.</exception>
    public async Task CompleteResetAsync()
    {
        try
        {
            await WhenDurableAsync();
        }
        catch (JournalException e)
        {
            throw new JournalException($"the next start may undo this reset: {e.Message}", e);
        }

        lock (_lock)
        {
            _schedule!.Emptied();
        }

        await CompactAsync();
        _reserve.TryTake();
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
            _schedule!.Changed(sizeBytes);
            if (_schedule.IsDue)
            {
                BeginCompactionUnderLock();
            }
        }
    }

    private Task BeginCompactionUnderLock()
    {
        if (_compaction.IsCompleted && !_isStopping)
        {
            _schedule!.Begin();
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
            var snapshot = await WriteSnapshotAsync();
            lock (_lock)
            {
                _schedule!.Succeed(snapshot?.SizeBytes);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalException)
        {
            // Nothing is lost: the older snapshot and the segments are still there, and a later try may succeed.
            bool isTold;
            lock (_lock)
            {
                isTold = _schedule!.HasFailed;
                _schedule.Fail();
            }

            if (!isTold && _commits!.Failure is null)
            {
                LogNotCompacted(_logger, _folder.Path, e.Message);
            }
        }
    }

    /// <returns>Null where nothing has changed since the last one.</returns>
    private async Task<SnapshotFile?> WriteSnapshotAsync()
    {
        RequireSpace();
        await _commits!.RunAsync(_segments!.Rotate);
        var states = CapturedStores.Of(_channels.Values);
        if (states.Reached == _segments.SnapshotReached)
        {
            return null;
        }

        try
        {
            var snapshot = Snapshot.Write(_folder, _segments.Journal, states, _options.FreeSizeBytesMin);
            await _commits.WhenDurableAsync();
            IReadOnlyList<string> obsolete = [];
            await _commits.RunAsync(() => obsolete = _segments.Publish(snapshot));
            foreach (var path in obsolete)
            {
                File.Delete(path);
            }

            return snapshot;
        }
        finally
        {
            // Gone where it counts by now; else it takes room that the changes need.
            File.Delete(_folder.UnfinishedSnapshotPath);
        }
    }

    private void RequireSpace()
    {
        long needed;
        lock (_lock)
        {
            needed = _schedule!.IsEmptied ? 0 : _schedule.NeededSizeBytes + _options.FreeSizeBytesMin;
        }

        _folder.RequireFree(needed);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Others can read the files in {Path}, which hold keys, codes "
        + "and mail, and its file system cannot keep them out")]
    private static partial void LogExposed(ILogger logger, string path);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Path} ended in an unfinished write: {SizeBytes} bytes from offset {Offset} on were removed. "
            + "Everything that is known to have been on disk lies before them and is restored")]
    private static partial void LogTorn(ILogger logger, string path, long offset, long sizeBytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The data folder {Path} cannot be written any more: every request "
        + "is refused from now on, since no change would survive; restart the host")]
    private static partial void LogFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The data folder {Path} is not compacted and grows, until a "
        + "later try succeeds: {Reason}")]
    private static partial void LogNotCompacted(ILogger logger, string path, string reason);
}
