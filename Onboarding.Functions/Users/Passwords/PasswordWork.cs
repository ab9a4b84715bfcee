using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Functions.Users.Passwords;

/// <summary>
/// Key derivations of this process: a few at a time on threads of their own, the others in line, first come, first
/// served. In Lambda a process serves one request at a time and none ever waits. Where many environments share one
/// process, dozens of derivations of 100 ms would take the thread pool from every other function.
/// </summary>
/// <param name="workerCount">How many run at a time.</param>
/// <param name="placeCountMax">How many may run and wait together.</param>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds nothing but memory.")]
internal sealed class PasswordWork(int workerCount, int placeCountMax)
{
    /// <summary>
    /// Half of the processors, so that the others serve other requests, and as many places as are served within the
    /// time that an API call has.
    /// </summary>
    public static PasswordWork OfProcess { get; } =
        new(Math.Max(1, Environment.ProcessorCount / 2), placeCountMax: 32);

    private readonly SemaphoreSlim _workers = new(workerCount);
    private int _placesTaken;

    /// <summary>
    /// A place in line, to be taken before the first effect: a request without a place has changed nothing.
    /// </summary>
    /// <returns>Null where there is none.</returns>
    public Place? TryTakePlace()
    {
        if (Interlocked.Increment(ref _placesTaken) <= placeCountMax)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _placesTaken);
        return null;
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken stop)
    {
        await _workers.WaitAsync(stop);
        try
        {
            return await Task.Factory.StartNew(
                work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _workers.Release();
        }
    }

    /// <summary>Disposed once its work is done, or is not needed.</summary>
    internal sealed class Place(PasswordWork work) : IDisposable
    {
        public Task<T> RunAsync<T>(Func<T> derive, CancellationToken stop) =>
            work.RunAsync(derive, stop);

        public void Dispose() => Interlocked.Decrement(ref work._placesTaken);
    }
}
