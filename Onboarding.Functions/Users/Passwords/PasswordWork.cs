namespace Onboarding.Functions.Users.Passwords;

/// <summary>
/// Key derivations of this process: a few at a time on threads of their own, the others in line, first come, first
/// served. In Lambda a process serves one request at a time and none ever waits. Where many environments share one
/// process, dozens of derivations of 100 ms would take the thread pool from every other function.
/// </summary>
/// <param name="workerCount">How many run at a time.</param>
/// <param name="placeCountMax">How many may run and wait together.</param>
internal sealed class PasswordWork(int workerCount, int placeCountMax)
{
    /// <summary>
    /// Half of the processors, so that the others serve other requests, and as many places as are served within the
    /// time that an API call has.
    /// </summary>
    public static PasswordWork OfProcess { get; } =
        new(Math.Max(1, Environment.ProcessorCount / 2), placeCountMax: 32);

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private int _running;
    private int _placesTaken;

    /// <summary>
    /// A place in line, to be taken before the first effect: a request without a place has changed nothing.
    /// </summary>
    /// <returns>Null where there is none.</returns>
    public Place? TryTakePlace()
    {
        lock (_lock)
        {
            if (_placesTaken >= placeCountMax)
            {
                return null;
            }

            _placesTaken++;
            return new Place(this);
        }
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken stop)
    {
        if (Wait() is { } turn)
        {
            try
            {
                await turn.Value.Task.WaitAsync(stop);
            }
            catch (OperationCanceledException)
            {
                Leave(turn);
                throw;
            }
        }

        try
        {
            return await Task.Factory.StartNew(
                work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            PassOn();
        }
    }

    /// <returns>Null where it is one's turn at once.</returns>
    private LinkedListNode<TaskCompletionSource>? Wait()
    {
        lock (_lock)
        {
            if (_running < workerCount)
            {
                _running++;
                return null;
            }

            return _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    /// <summary>Whose turn it was at the same moment passes it on.</summary>
    private void Leave(LinkedListNode<TaskCompletionSource> turn)
    {
        lock (_lock)
        {
            if (turn.List is not null)
            {
                _waiting.Remove(turn);
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

    /// <summary>Disposed once its work is done, or is not needed.</summary>
    internal sealed class Place(PasswordWork work) : IDisposable
    {
        public Task<T> RunAsync<T>(Func<T> derive, CancellationToken stop) =>
            work.RunAsync(derive, stop);

        public void Dispose()
        {
            lock (work._lock)
            {
                work._placesTaken--;
            }
        }
    }
}
