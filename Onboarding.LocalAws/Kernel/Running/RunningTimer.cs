namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>
/// A timer that fires once, after so much running time. The system's timer beneath it counts stops, too: in a process
/// that is continued, all of its timers are due at once. So a timer that fires first checks whether the running time
/// has passed, and if not, is set for the rest. Safe for concurrent use.
/// </summary>
internal sealed class RunningTimer : ITimer
{
    private const long Never = long.MaxValue;

    /// <summary>Timers and wall clocks differ by the length of a tick; that is no reason to be set again.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(20);

    private readonly RunningTime _time;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _timer;
    private long _due = Never;

    public RunningTimer(
        RunningTime time, TimeProvider calendar, TimerCallback callback, object? state, TimeSpan dueTime)
    {
        (_time, _callback, _state) = (time, callback, state);
        // Set later, so that it cannot fire before it is known here.
        _timer = calendar.CreateTimer(
            static self => ((RunningTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Invariant.Check(period <= TimeSpan.Zero);
        var due = dueTime < TimeSpan.Zero ? Never : _time.GetTimestamp() + dueTime.Ticks;
        Volatile.Write(ref _due, due);
        return _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        Volatile.Write(ref _due, Never);
        _timer.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Volatile.Write(ref _due, Never);
        return _timer.DisposeAsync();
    }

    private void Fire()
    {
        while (true)
        {
            var due = Volatile.Read(ref _due);
            if (due == Never)
            {
                return;
            }

            var left = new TimeSpan(due - _time.GetTimestamp());
            if (left <= Tolerance)
            {
                if (Interlocked.CompareExchange(ref _due, Never, due) == due)
                {
                    _callback(_state);
                    return;
                }
            }
            else
            {
                _timer.Change(TimerDuration.ToPass(left), Timeout.InfiniteTimeSpan);
                if (Volatile.Read(ref _due) == due)
                {
                    return;
                }
            }
        }
    }
}
