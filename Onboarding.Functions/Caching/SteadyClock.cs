namespace Onboarding.Functions.Caching;

/// <summary>
/// A clock for how long something lasts across invocations. It never goes back, and passes as fast as the faster of
/// two clocks: the wall clock, which may be set back by days, and the monotonic clock, which may stand still while
/// Lambda has the environment frozen. What it says is no date: never store it or compare it with a stamp.
/// </summary>
internal sealed class SteadyClock(TimeProvider time) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();
    private DateTimeOffset _now = time.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
            var passed = time.GetElapsedTime(_stamp, stamp);
            var passedOnTheWall = wall - _wall;
            (_wall, _stamp) = (wall, stamp);
            _now += passed > passedOnTheWall ? passed : passedOnTheWall;
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
