namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Many writers, one fsync. Writers append to the open batch; one thread takes it, writes it and flushes it while
/// the next batch fills, and then wakes everybody who waits for it. So the slower the disk, the larger the batches.
/// </summary>
/// <remarks>
/// A thread of its own, since it blocks in fsync for most of its life: on the pool it would starve requests. After a
/// failed write nothing is written any more and everything that waits fails: what a failed fsync has left on disk is
/// unknown (https://wiki.postgresql.org/wiki/Fsync_Errors), so only a restart, which reads the files, can tell.
/// </remarks>
internal sealed class GroupCommit : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _work = new(false);
    private readonly SegmentWriter _segments;
    private readonly JournalOptions _options;
    private readonly Action<long> _onWritten;
    private readonly Action<Exception> _onFailed;
    private readonly Thread _thread;
    private Batch _open = new();
    private Batch _spare = new();
    private Batch? _writing;
    private TaskCompletionSource? _rotation;
    private JournalException? _failure;
    private long _position;
    private bool _isStopping;

    /// <param name="onWritten">Told the size of each batch, on the writing thread.</param>
    /// <param name="onFailed">Told once that nothing can be written any more.</param>
    public GroupCommit(
        SegmentWriter segments, JournalOptions options, Action<long> onWritten, Action<Exception> onFailed)
    {
        _segments = segments;
        _options = options;
        _onWritten = onWritten;
        _onFailed = onFailed;
        _position = segments.Position;
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

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

    private bool IsStopping
    {
        get
        {
            lock (_lock)
            {
                return _isStopping;
            }
        }
    }

    /// <summary>Adds one record. Only buffers, and cannot fail: see <see cref="WhenDurableAsync"/>.</summary>
    public void Append<TChange>(byte store, ReadOnlySpan<TChange> changes, IChangeCodec<TChange> codec)
    {
        bool isFirst;
        lock (_lock)
        {
            if (_failure is not null || _isStopping)
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

    /// <summary>Begins a new segment: whatever is appended afterwards lies in it, or in a later one.</summary>
    public Task RotateAsync()
    {
        Task done;
        lock (_lock)
        {
            if (_failure is not null || _isStopping)
            {
                return _failure is null ? Task.CompletedTask : Task.FromException(_failure);
            }

            _rotation ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            done = _rotation.Task;
        }

        _work.Set();
        return done;
    }

    /// <summary>Writes what was appended, and a marker behind it: from then on any damage is found.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            BeginBatchUnderLock();
            _isStopping = true;
        }

        _work.Set();
        _thread.Join();
        _work.Dispose();
    }

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

    private void Run()
    {
        try
        {
            while (true)
            {
                _work.WaitOne();
                // Asked first: what is appended before the stop is then among the batches taken below.
                var isLast = IsStopping;
                RotateIfAsked();
                while (TakeBatch() is { } batch)
                {
                    Write(batch);
                    RotateIfAsked();
                }

                if (isLast)
                {
                    return;
                }
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private Batch? TakeBatch()
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

    private void Write(Batch batch)
    {
        var size = 0L;
        foreach (var buffer in batch.Buffers)
        {
            if (_segments.Length >= _options.SegmentSizeBytesMax)
            {
                _segments.Rotate();
            }

            _segments.Write(buffer.Written);
            size += buffer.Length;
        }

        _segments.Flush();
        TaskCompletionSource durable;
        lock (_lock)
        {
            durable = batch.Durable;
            batch.Reset();
            _spare = batch;
            _writing = null;
        }

        durable.SetResult();
        _onWritten(size);
    }

    private void RotateIfAsked()
    {
        TaskCompletionSource? asked;
        lock (_lock)
        {
            asked = _rotation;
        }

        if (asked is null)
        {
            return;
        }

        _segments.Rotate();
        lock (_lock)
        {
            _rotation = null;
        }

        asked.SetResult();
    }

    private void Fail(Exception e)
    {
        List<TaskCompletionSource> waiting;
        lock (_lock)
        {
            _failure = new JournalException($"the data folder cannot be written any more: {e.Message}", e);
            waiting = [_open.Durable];
            if (_writing is not null)
            {
                waiting.Add(_writing.Durable);
            }

            if (_rotation is not null)
            {
                waiting.Add(_rotation);
            }
        }

        _onFailed(e);
        foreach (var signal in waiting)
        {
            Invariant.Check(signal.TrySetException(_failure));
            // Observed here: where nobody waits, nobody has to be told.
            _ = signal.Task.Exception;
        }
    }
}
