namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>
/// A clock that only moves when a test says so. Timers fire inside <see cref="Advance"/>, on the caller's thread, in
/// the order in which they are due.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;

    public ManualTime(DateTimeOffset? start = null) =>
        _now = start ?? new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, stopping at each timer on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } due)
        {
            due.Fire();
        }

        lock (_lock)
        {
            _now = end;
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var due = _timers.Where(t => t.DueAt <= end).MinBy(t => t.DueAt);
            if (due is not null)
            {
                _now = due.DueAt!.Value > _now ? due.DueAt.Value : _now;
                due.DueAt = due.Period is { } period ? _now + period : null;
                if (due.DueAt is null)
                {
                    _timers.Remove(due);
                }
            }

            return due;
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? DueAt { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                Period = period > TimeSpan.Zero ? period : null;
                DueAt = dueTime >= TimeSpan.Zero ? time._now + dueTime : null;
                if (DueAt is not null)
                {
                    time._timers.Add(this);
                }
            }

            // A real timer of no duration fires at once, too; here on the thread that set it.
            if (dueTime == TimeSpan.Zero)
            {
                time.Advance(TimeSpan.Zero);
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
