using System.Diagnostics.CodeAnalysis;

namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// Work that keeps a processor busy for tens of milliseconds, such as deriving a key from a password: a few pieces at a
/// time on threads of their own, the others in line, first come, first served. On the thread pool dozens of them would
/// take every thread from the requests that have nothing to do with it.
/// </summary>
/// <param name="workerCount">How many run at a time.</param>
/// <param name="waitingCountMax">How many may stand in line.</param>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds nothing but memory.")]
internal sealed class BoundedWorkers(int workerCount, int waitingCountMax)
{
    private readonly SemaphoreSlim _workers = new(workerCount);
    private int _placesTaken;

    /// <summary>Half of the processors: the others serve the requests without such work.</summary>
    public static int WorkerCountDefault => Math.Max(1, Environment.ProcessorCount / 2);

    /// <returns>Null where the line is full.</returns>
    public Task<T>? TryRun<T>(Func<T> work, CancellationToken stop)
    {
        if (Interlocked.Increment(ref _placesTaken) <= workerCount + waitingCountMax)
        {
            return RunAsync(work, stop);
        }

        Interlocked.Decrement(ref _placesTaken);
        return null;
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken stop)
    {
        var hasTurn = false;
        try
        {
            await _workers.WaitAsync(stop);
            hasTurn = true;
            return await Task.Factory.StartNew(
                work,
                CancellationToken.None,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default);
        }
        finally
        {
            if (hasTurn)
            {
                _workers.Release();
            }

            Interlocked.Decrement(ref _placesTaken);
        }
    }
}
