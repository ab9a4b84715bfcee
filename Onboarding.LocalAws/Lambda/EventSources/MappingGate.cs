namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Holds deliveries back for a developer who wants to look: paused, or one delivery at a time. Safe for concurrent
/// use.
/// </summary>
internal sealed class MappingGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _opened;
    private int _steps;

    public bool IsPaused
    {
        get
        {
            lock (_lock)
            {
                return _opened is not null;
            }
        }
    }

    public void Pause()
    {
        lock (_lock)
        {
            _opened ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            _steps = 0;
            _opened?.SetResult();
            _opened = null;
        }
    }

    /// <summary>Lets one delivery through and holds the next one back.</summary>
    public void Step()
    {
        lock (_lock)
        {
            var waiting = _opened;
            _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _steps++;
            waiting?.SetResult();
        }
    }

    /// <summary>Completes when a delivery may begin.</summary>
    public async ValueTask PassAsync(CancellationToken stop)
    {
        while (true)
        {
            Task opened;
            lock (_lock)
            {
                if (_opened is null)
                {
                    return;
                }

                if (_steps > 0)
                {
                    _steps--;
                    return;
                }

                opened = _opened.Task;
            }

            await opened.WaitAsync(stop);
        }
    }
}
