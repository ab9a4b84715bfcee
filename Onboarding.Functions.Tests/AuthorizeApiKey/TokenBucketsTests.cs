using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.AuthorizeApiKey;

public sealed class TokenBucketsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Gives_the_burst_at_once_and_then_the_rate()
    {
        var buckets = new TokenBuckets(10, _clock);
        var limit = new RateLimit(PerSecond: 2, Burst: 3);

        Assert.Equal(3, Take(buckets, limit, 5));
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(1, Take(buckets, limit, 5));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Take(buckets, limit, 5));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Take(buckets, limit, 5));
    }

    [Fact]
    public void Says_when_the_next_token_is_there()
    {
        var buckets = new TokenBuckets(10, _clock);
        var limit = new RateLimit(PerSecond: 2, Burst: 1);

        Assert.True(buckets.TryTake("a", limit, out _));
        Assert.False(buckets.TryTake("a", limit, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(0.5), wait);
        _clock.Advance(TimeSpan.FromSeconds(0.25));
        Assert.False(buckets.TryTake("a", limit, out wait));
        Assert.Equal(TimeSpan.FromSeconds(0.25), wait);
    }

    [Fact]
    public void Each_key_has_its_own()
    {
        var buckets = new TokenBuckets(10, _clock);
        var limit = new RateLimit(PerSecond: 1, Burst: 1);

        Assert.True(buckets.TryTake("a", limit, out _));
        Assert.True(buckets.TryTake("b", limit, out _));
        Assert.False(buckets.TryTake("a", limit, out _));
    }

    [Fact]
    public void A_clock_that_is_set_back_takes_nothing_away()
    {
        var buckets = new TokenBuckets(10, _clock);
        var limit = new RateLimit(PerSecond: 1, Burst: 3);

        Assert.Equal(1, Take(buckets, limit, 1));
        _clock.Advance(TimeSpan.FromHours(-1));
        Assert.Equal(2, Take(buckets, limit, 5));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public void A_limit_that_cannot_be_read_lets_nothing_pass(int perSecond, int burst) =>
        Assert.Equal(0, Take(new TokenBuckets(10, _clock), new RateLimit(perSecond, burst), 5));

    private static int Take(TokenBuckets buckets, RateLimit limit, int times) =>
        Enumerable.Range(0, times).Count(_ => buckets.TryTake("a", limit, out var _));
}
