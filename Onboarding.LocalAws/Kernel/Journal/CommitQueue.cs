namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// What the writers of a journal and its thread share, under one lock: a batch that fills, and the one before it that
/// is being written. Nothing here touches a file.
/// </summary>
/// <param name="journal">Its id, for the markers.</param>
/// <param name="end">Where the next record goes.</param>
internal sealed class CommitQueue(ulong journal, JournalPoint end) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _work = new(false);
    private Batch _open = new();
    private Batch _spare = new();
    private Batch? _writing;
    private List<JournalTask> _tasks = [];
    private JournalException? _failure;
    private JournalPoint _end = end;
    private bool _isClosed;

    /// <summary>Where the next record will lie.</summary>
    public long Position
    {
        get
        {
            lock (_lock)
            {
                return _end.Position;
            }
        }
    }

    /// <summary>Why nothing is written any more; null while everything is.</summary>
    public JournalException? Failure
    {
        get
        {
            lock (_lock)
            {
                return _failure;
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
                _failure ??= new JournalException("the data folder is closed");
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

            _end = Frame.Seal(writer.From(start), _end);
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

    /// <summary>Asks the writing thread to do something between two batches, since the files are its alone.</summary>
    public Task RunAsync(Action work)
    {
        var task = new JournalTask(work);
        lock (_lock)
        {
            if (_failure is not null || _isClosed)
            {
                return Task.FromException(_failure ?? new JournalException("the data folder is closed"));
            }

            _tasks.Add(task);
        }

        _work.Set();
        return task.Done;
    }

    /// <summary>Takes no more records.</summary>
    public void Close()
    {
        lock (_lock)
        {
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

            _open.End = _end;
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

    /// <returns>What was asked for since the last time.</returns>
    public IReadOnlyList<JournalTask> TakeTasks()
    {
        lock (_lock)
        {
            if (_tasks.Count == 0)
            {
                return [];
            }

            var taken = _tasks;
            _tasks = [];
            return taken;
        }
    }

    /// <summary>From now on every commit fails, those that wait included.</summary>
    public void Fail(JournalException failure)
    {
        List<JournalTask> tasks;
        List<TaskCompletionSource> waiting;
        lock (_lock)
        {
            _failure = failure;
            tasks = _tasks;
            waiting = _writing is null ? [_open.Durable] : [_open.Durable, _writing.Durable];
        }

        foreach (var task in tasks)
        {
            task.Fail(failure);
        }

        foreach (var signal in waiting)
        {
            Invariant.Check(signal.TrySetException(failure));
            // Observed here: a commit without a waiter would end up as an unobserved exception.
            _ = signal.Task.Exception;
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

        _end = BatchMarker.Write(_open.Writer, journal, _end);
        return true;
    }
}
