namespace Onboarding.Functions.Tests.Hosting;

/// <summary>
/// A wall clock that a test sets forward and back, beside a monotonic one that only waits move; a wait that the test
/// names costs no time.
/// </summary>
internal sealed class JumpingClock : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _wall = System.GetUtcNow();
    private long _monotonic;

    /// <summary>Asked at each reading of the wall clock: by how much it has been set since the last.</summary>
    public Func<TimeSpan> Jump { get; init; } = () => TimeSpan.Zero;

    /// <summary>Asked at each timer: whether it is a wait that is over at once.</summary>
    public Func<bool> Skips { get; init; } = () => false;

    /// <summary>The waits that were skipped.</summary>
    public List<TimeSpan> Skipped { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _monotonic;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            _wall += Jump();
            return _wall;
        }
    }

    /// <summary>Time goes by, on both clocks.</summary>
    public void Advance(TimeSpan time)
    {
        lock (_lock)
        {
            _wall += time;
            _monotonic += time.Ticks;
        }
    }

    /// <summary>Sets the wall clock; timestamps and timers go on.</summary>
    public void Set(TimeSpan by)
    {
        lock (_lock)
        {
            _wall += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!Skips())
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        Skipped.Add(dueTime);
        Advance(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
