namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Many writers, one fsync. Writers append to the open batch; one thread takes it, writes it and flushes it while
/// the next batch fills, and then completes its waiters. So the slower the disk, the larger the batches.
/// </summary>
/// <remarks>
/// A thread of its own, since it blocks in fsync for most of its life: on the pool it would starve requests. It alone
/// touches the segments and the manifest, so none of that needs a lock. After a failed write nothing is written any
/// more and everything that waits fails: what a failed fsync has left on disk is unknown
/// (https://wiki.postgresql.org/wiki/Fsync_Errors), so only a restart, which reads the files, can tell.
/// </remarks>
internal sealed class GroupCommit : IDisposable
{
    private readonly SegmentWriter _segments;
    private readonly Action<long> _onWritten;
    private readonly Action<Exception> _onFailed;
    private readonly CommitQueue _queue;
    private readonly Thread _thread;

    /// <param name="onWritten">Told the size of each batch, on the writing thread.</param>
    /// <param name="onFailed">Told once that nothing can be written any more.</param>
    public GroupCommit(SegmentWriter segments, Action<long> onWritten, Action<Exception> onFailed)
    {
        _segments = segments;
        _onWritten = onWritten;
        _onFailed = onFailed;
        _queue = new CommitQueue(segments.Journal.Id, segments.End);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    /// <inheritdoc cref="CommitQueue.Position"/>
    public long Position => _queue.Position;

    /// <inheritdoc cref="CommitQueue.Failure"/>
    public JournalException? Failure => _queue.Failure;

    /// <inheritdoc cref="CommitQueue.Append"/>
    public void Append<TChange>(byte store, ReadOnlySpan<TChange> changes, IChangeCodec<TChange> codec) =>
        _queue.Append(store, changes, codec);

    /// <inheritdoc cref="CommitQueue.WhenDurableAsync"/>
    public Task WhenDurableAsync() => _queue.WhenDurableAsync();

    /// <inheritdoc cref="CommitQueue.RunAsync"/>
    public Task RunAsync(Action work) => _queue.RunAsync(work);

    /// <summary>Writes what was appended.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        try
        {
            bool isMoreToCome;
            do
            {
                isMoreToCome = _queue.WaitForWork();
                RunTasks();
                while (_queue.Take() is { } batch)
                {
                    Write(batch);
                    RunTasks();
                }
            }
            while (isMoreToCome);

            _segments.Finish();
        }
        catch (Exception e)
        {
            _queue.Fail(new JournalException($"the data folder cannot be written any more: {e.Message}", e));
            _onFailed(e);
        }
    }

    private void Write(Batch batch)
    {
        var size = _segments.Write(batch);
        _queue.Complete(batch);
        _onWritten(size);
    }

    private void RunTasks()
    {
        foreach (var task in _queue.TakeTasks())
        {
            task.Run();
        }
    }
}
