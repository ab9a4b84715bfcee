namespace Onboarding.Functions.Tests.Users.Simulation;

/// <summary>
/// Lets several actors go on one at a time, each from one turn to its next, in an order that a seed decides: every
/// interleaving of their requests can occur, and occurs again with the same seed.
/// </summary>
internal sealed class SeededTurns(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private int _running;

    /// <summary>Returns when all are through; a fault of one is thrown after the others have ended.</summary>
    public Task RunAsync(IReadOnlyList<Func<Task>> actors)
    {
        _running = actors.Count;
        return Task.WhenAll(actors.Select(ActAsync).ToArray());
    }

    /// <summary>Waits until all others wait, too, or have ended, and it is the caller's turn.</summary>
    public Task TakeAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add(turn);
            StopUnderLock();
        }

        return turn.Task;
    }

    private async Task ActAsync(Func<Task> actor)
    {
        try
        {
            await TakeAsync();
            await actor();
        }
        finally
        {
            lock (_lock)
            {
                StopUnderLock();
            }
        }
    }

    private void StopUnderLock()
    {
        _running--;
        if (_running > 0 || _waiting.Count == 0)
        {
            return;
        }

        var next = _random.Next(_waiting.Count);
        var turn = _waiting[next];
        _waiting.RemoveAt(next);
        _running = 1;
        turn.SetResult();
    }
}
