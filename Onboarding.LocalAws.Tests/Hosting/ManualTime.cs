namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>
/// A clock that only moves when a test says so. Timers fire inside <see cref="Advance"/>, on the caller's thread, in
/// the order in which they are due.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TaskCompletionSource _timerWasSet = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
            // Another thread may have advanced it further meanwhile; a clock does not go back.
            _now = end > _now ? end : _now;
        }
    }

    /// <summary>Time in which nothing runs: what comes due fires at its end. Goes back where it is negative.</summary>
    public void Stop(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
        }

        Advance(TimeSpan.Zero);
    }

    /// <summary>Completes once a timer waits that was set for that long and does not repeat.</summary>
    /// <remarks>
    /// A clock that is advanced before the timer was set leaves that timer waiting for ever.
    /// </remarks>
    public Task WhenTimerAsync(TimeSpan setFor) =>
        WhenTimerAsync(t => t.Period is null && t.SetFor == setFor).InTimeAsync($"a timer of {setFor}");

    /// <summary>Waits for a timer that was set for that long, and lets that time pass.</summary>
    public async Task PassAsync(TimeSpan timer)
    {
        await WhenTimerAsync(timer);
        Advance(timer);
    }

    /// <summary>Waits for a timer, however long it was set for, and lets time pass until it is due.</summary>
    public async Task PassNextAsync()
    {
        static bool Counts(ManualTimer timer) => timer.Period is null;
        await WhenTimerAsync(Counts).InTimeAsync("a timer");
        AdvanceToFirst(Counts);
    }

    /// <summary>
    /// Lets time pass from timer to timer, as they are set, until the task ends; one timer more may have passed
    /// by the time that this is known.
    /// </summary>
    /// <param name="longest">Longer timers do not count, nor do those that repeat.</param>
    public async Task<T> PassUntilAsync<T>(Task<T> done, TimeSpan? longest = null)
    {
        bool Counts(ManualTimer timer) => timer.Period is null && (longest is null || timer.SetFor <= longest);
        var limit = TimeLimit.Start();
        while (!done.IsCompleted)
        {
            limit.ThrowIfOver("the task: timer after timer has passed");
            await Task.WhenAny(done, WhenTimerAsync(Counts)).InTimeAsync("the task or a timer");
            if (!done.IsCompleted)
            {
                AdvanceToFirst(Counts);
            }
        }

        return await done;
    }

    private async Task WhenTimerAsync(Predicate<ManualTimer> isWanted)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_timers.Exists(isWanted))
                {
                    return;
                }

                next = _timerWasSet.Task;
            }

            await next;
        }
    }

    private void AdvanceToFirst(Func<ManualTimer, bool> isWanted)
    {
        DateTimeOffset? first;
        lock (_lock)
        {
            first = _timers.Where(isWanted).Min(t => t.DueAt);
        }

        if (first is { } due)
        {
            Advance(due - GetUtcNow());
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

        /// <summary>How long it was to wait when it was set.</summary>
        public TimeSpan SetFor { get; private set; }

        public TimeSpan? Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            TaskCompletionSource? wasSet = null;
            lock (time._lock)
            {
                time._timers.Remove(this);
                Period = period > TimeSpan.Zero ? period : null;
                SetFor = dueTime;
                DueAt = dueTime >= TimeSpan.Zero ? time._now + dueTime : null;
                if (DueAt is not null)
                {
                    time._timers.Add(this);
                    wasSet = time._timerWasSet;
                    time._timerWasSet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }

            wasSet?.SetResult();

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
