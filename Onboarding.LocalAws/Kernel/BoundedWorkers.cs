namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// Work that keeps a processor busy for tens of milliseconds, such as deriving a key from a password: a few pieces at a
/// time on threads of their own, the others in line, first come, first served. On the thread pool dozens of them would
/// take every thread from the requests that have nothing to do with it.
/// </summary>
/// <param name="workerCount">How many run at a time.</param>
/// <param name="waitingCountMax">How many may stand in line.</param>
internal sealed class BoundedWorkers(int workerCount, int waitingCountMax)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private int _running;

    /// <summary>Half of the processors: the others serve the requests without such work.</summary>
    public static int WorkerCountDefault => Math.Max(1, Environment.ProcessorCount / 2);

    /// <returns>Null where the line is full.</returns>
    public Task<T>? TryRun<T>(Func<T> work, CancellationToken stop)
    {
        lock (_lock)
        {
            if (_running < workerCount)
            {
                _running++;
                return RunAsync(work);
            }

            if (_waiting.Count >= waitingCountMax)
            {
                return null;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return WaitAsync(_waiting.AddLast(turn), work, stop);
        }
    }

    private async Task<T> WaitAsync<T>(LinkedListNode<TaskCompletionSource> place, Func<T> work, CancellationToken stop)
    {
        try
        {
            await place.Value.Task.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            Leave(place);
            throw;
        }

        return await RunAsync(work);
    }

    private async Task<T> RunAsync<T>(Func<T> work)
    {
        try
        {
            return await Task.Factory.StartNew(
                work,
                CancellationToken.None,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default);
        }
        finally
        {
            PassOn();
        }
    }

    /// <summary>Whose turn it was at the same moment passes it on.</summary>
    private void Leave(LinkedListNode<TaskCompletionSource> place)
    {
        lock (_lock)
        {
            if (place.List is not null)
            {
                _waiting.Remove(place);
                return;
            }
        }

        PassOn();
    }

    private void PassOn()
    {
        lock (_lock)
        {
            if (_waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                next.Value.SetResult();
            }
            else
            {
                _running--;
            }
        }
    }
}
