using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Holds deliveries back for a developer who wants to look: paused, or one delivery at a time. Meanwhile the mapping's
/// clock stands, so that nothing that waits becomes too old. Safe for concurrent use.
/// </summary>
internal sealed class MappingGate(ReaderClock clock)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _opened;
    private int _steps;

    /// <summary>By it the mapping's records have their age.</summary>
    public ReaderClock Clock => clock;

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

    /// <summary>How many deliveries have begun.</summary>
    public long PassedCount { get; private set; }

    public void Pause()
    {
        lock (_lock)
        {
            _opened ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            clock.Pause();
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            _steps = 0;
            clock.Resume();
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
            clock.Pause();
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
                    PassedCount++;
                    return;
                }

                if (_steps > 0)
                {
                    _steps--;
                    PassedCount++;
                    return;
                }

                opened = _opened.Task;
            }

            await opened.WaitAsync(stop);
        }
    }
}
