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

    [Fact]
    public async Task Waits_for_whoever_waits_for_it_before_it_moves()
    {
        var time = new ManualTime();
        var passing = time.PassAsync(TimeSpan.FromSeconds(5));
        var shorter = Task.Delay(TimeSpan.FromSeconds(4), time);
        Assert.False(passing.IsCompleted);
        await Task.WhenAll(passing, shorter, Task.Delay(TimeSpan.FromSeconds(5), time)).InTimeAsync();
    }

    [Fact]
    public async Task Passes_from_timer_to_timer_until_a_task_ends()
    {
        var time = new ManualTime();
        var start = time.GetUtcNow();
        using var every = time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        async Task<int> WaitAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(2), time);
            await Task.Delay(TimeSpan.FromSeconds(3), time);
            return 7;
        }

        Assert.Equal(7, await time.PassUntilAsync(WaitAsync()));
        Assert.Equal(5, (time.GetUtcNow() - start).TotalSeconds);
    }
}
