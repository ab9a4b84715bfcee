namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// What the writers of a journal and its thread share, under one lock: a batch that fills, and the one before it that
/// is being written. Nothing here touches a file.
/// </summary>
internal sealed class CommitQueue(long position) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _work = new(false);
    private Batch _open = new();
    private Batch _spare = new();
    private Batch? _writing;
    private TaskCompletionSource? _rotation;
    private JournalException? _failure;
    private long _position = position;
    private bool _isClosed;

    /// <summary>Where the next record will lie.</summary>
    public long Position
    {
        get
        {
            lock (_lock)
            {
                return _position;
            }
        }
    }

    /// <summary>Adds one record. Only buffers, and cannot fail: see <see cref="WhenDurableAsync"/>.</summary>
    public void Append<TChange>(byte store, ReadOnlySpan<TChange> changes, IChangeCodec<TChange> codec)
    {
        bool isFirst;
        lock (_lock)
        {
            if (_failure is not null || _isClosed)
            {
                return;
            }

            isFirst = BeginBatchUnderLock();
            var writer = _open.Writer;
            var start = writer.Length;
            writer.Skip(Frame.HeaderSizeBytes);
            writer.Byte(store);
            foreach (var change in changes)
            {
                codec.Write(writer, change);
            }

            var frame = writer.From(start);
            Frame.Seal(frame, _position);
            _position += frame.Length;
        }

        if (isFirst)
        {
            _work.Set();
        }
    }

    /// <summary>Completes once everything appended so far is on disk.</summary>
    public Task WhenDurableAsync()
    {
        lock (_lock)
        {
            return _failure is not null ? Task.FromException(_failure)
                : !_open.IsEmpty ? _open.Durable.Task
                : _writing is { } batch ? batch.Durable.Task
                : Task.CompletedTask;
        }
    }

    /// <summary>Asks for a new segment: whatever is appended afterwards lies in it, or in a later one.</summary>
    public Task RotateAsync()
    {
        Task done;
        lock (_lock)
        {
            if (_failure is not null || _isClosed)
            {
                return _failure is null ? Task.CompletedTask : Task.FromException(_failure);
            }

            _rotation ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            done = _rotation.Task;
        }

        _work.Set();
        return done;
    }

    /// <summary>Takes no more records. A marker follows the last: from then on any damage is found.</summary>
    public void Close()
    {
        lock (_lock)
        {
            BeginBatchUnderLock();
            _isClosed = true;
        }

        _work.Set();
    }

    /// <summary>Blocks the writing thread until there is something for it.</summary>
    /// <returns>False where what there is now is the last.</returns>
    public bool WaitForWork()
    {
        _work.WaitOne();
        // Asked before anything is taken: what was appended before the end is then among it.
        lock (_lock)
        {
            return !_isClosed;
        }
    }

    /// <returns>The batch that has filled; null where nothing was appended. One at a time.</returns>
    public Batch? Take()
    {
        lock (_lock)
        {
            if (_open.IsEmpty)
            {
                return null;
            }

            (_writing, _open) = (_open, _spare);
            return _writing;
        }
    }

    /// <summary>The batch that was taken is on disk.</summary>
    public void Complete(Batch batch)
    {
        TaskCompletionSource durable;
        lock (_lock)
        {
            durable = batch.Durable;
            batch.Reset();
            _spare = batch;
            _writing = null;
        }

        durable.SetResult();
    }

    /// <returns>True where somebody waits for a new segment: <see cref="CompleteRotation"/> must follow.</returns>
    public bool IsRotationAsked()
    {
        lock (_lock)
        {
            return _rotation is not null;
        }
    }

    public void CompleteRotation()
    {
        TaskCompletionSource asked;
        lock (_lock)
        {
            asked = _rotation!;
            _rotation = null;
        }

        asked.SetResult();
    }

    /// <summary>From now on everything fails.</summary>
    /// <returns>Whoever waits, to be told.</returns>
    public IReadOnlyList<TaskCompletionSource> Fail(JournalException failure)
    {
        lock (_lock)
        {
            _failure = failure;
            return
            [
                _open.Durable,
                .. _writing is null ? Array.Empty<TaskCompletionSource>() : [_writing.Durable],
                .. _rotation is null ? Array.Empty<TaskCompletionSource>() : [_rotation],
            ];
        }
    }

    public void Dispose() => _work.Dispose();

    /// <returns>True where the batch had nothing before.</returns>
    private bool BeginBatchUnderLock()
    {
        if (!_open.IsEmpty)
        {
            return false;
        }

        BatchMarker.Write(_open.Writer, _position);
        _position += BatchMarker.FrameSizeBytes;
        return true;
    }
}
