using Onboarding.Functions.Caching;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Caching;

public sealed class SteadyClockTests
{
    private readonly JumpingClock _clock = new();

    [Fact]
    public void Does_not_go_back_with_the_wall_clock_and_goes_on_from_there()
    {
        var steady = new SteadyClock(_clock);
        var start = steady.GetUtcNow();

        _clock.Set(TimeSpan.FromDays(-7));
        Assert.Equal(start, steady.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(start + TimeSpan.FromSeconds(30), steady.GetUtcNow());
    }

    [Fact]
    public void Goes_on_with_the_wall_clock_while_the_monotonic_one_stands_still()
    {
        var steady = new SteadyClock(_clock);
        var start = steady.GetUtcNow();

        _clock.Set(TimeSpan.FromHours(1));

        Assert.Equal(start + TimeSpan.FromHours(1), steady.GetUtcNow());
    }

    [Fact]
    public void A_cache_forgets_in_time_although_the_clock_was_set_back()
    {
        var cache = new ExpiringCache<string>(10, _clock);
        cache.Set("a", "1", TimeSpan.FromMinutes(5));

        _clock.Set(TimeSpan.FromDays(-7));
        _clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.True(cache.TryGet("a", out _));
        _clock.Advance(TimeSpan.FromMinutes(0.1));
        Assert.False(cache.TryGet("a", out _));
    }
}
