using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Tests.Kernel;

public sealed class TimerDurationTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 2)]
    [InlineData(365 * TimeSpan.TicksPerDay, 24 * 60 * 60 * 1000)]
    [InlineData(long.MaxValue, 24 * 60 * 60 * 1000)]
    public void Is_a_time_that_every_timer_takes(long ticks, int milliseconds)
    {
        var duration = TimerDuration.ToPass(TimeSpan.FromTicks(ticks));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
        using var timer = TimeProvider.System.CreateTimer(_ => { }, null, duration, Timeout.InfiniteTimeSpan);
    }
}
