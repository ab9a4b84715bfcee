using Onboarding.Functions.Caching;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Caching;

public sealed class ExpiringCacheTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Forgets_an_entry_when_its_time_is_over()
    {
        var cache = new ExpiringCache<string>(10, _clock);
        cache.Set("a", "1", TimeSpan.FromMinutes(5));

        _clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal("1", value);
        _clock.Advance(TimeSpan.FromMinutes(0.1));
        Assert.False(cache.TryGet("a", out _));
        cache.Set("a", "2", TimeSpan.FromMinutes(5));
        Assert.True(cache.TryGet("a", out value));
        Assert.Equal("2", value);
    }

    [Fact]
    public void Drops_the_entry_that_was_used_longest_ago_when_it_is_full()
    {
        var cache = new ExpiringCache<string>(2, _clock);
        cache.Set("a", "1", TimeSpan.FromMinutes(5));
        cache.Set("b", "2", TimeSpan.FromMinutes(5));
        cache.TryGet("a", out _);
        cache.Set("c", "3", TimeSpan.FromMinutes(5));

        Assert.True(cache.TryGet("a", out _));
        Assert.False(cache.TryGet("b", out _));
        Assert.True(cache.TryGet("c", out _));
    }

    [Fact]
    public void Overwrites_without_growing()
    {
        var cache = new ExpiringCache<string>(2, _clock);
        cache.Set("a", "1", TimeSpan.FromMinutes(5));
        cache.Set("b", "1", TimeSpan.FromMinutes(5));
        cache.Set("b", "2", TimeSpan.FromMinutes(5));

        Assert.True(cache.TryGet("a", out _));
        Assert.True(cache.TryGet("b", out var value));
        Assert.Equal("2", value);
    }
}
