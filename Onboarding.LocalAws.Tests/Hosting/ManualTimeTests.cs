namespace Onboarding.LocalAws.Tests.Hosting;

public sealed class ManualTimeTests
{
    [Fact]
    public async Task Completes_a_delay_once_its_time_has_come()
    {
        var time = new ManualTime();
        var delay = Task.Delay(TimeSpan.FromSeconds(5), time);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await delay;
    }

    [Fact]
    public void Fires_timers_in_order_with_the_clock_at_their_due_time()
    {
        var time = new ManualTime();
        var start = time.GetUtcNow();
        List<TimeSpan> fired = [];
        using var every = time.CreateTimer(
            _ => fired.Add(time.GetUtcNow() - start), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        using var once = time.CreateTimer(
            _ => fired.Add(time.GetUtcNow() - start), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([2, 3, 4], fired.Select(t => t.TotalSeconds));
    }
}
