using Microsoft.AspNetCore.Http;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Enrich;

/// <summary>
/// A registry that is down never stops a user (docs/adr/0017-an-outage-of-rdap-does-not-block-onboarding.md).
/// </summary>
public sealed class RegistryOutageTests
{
    private const string Unavailable = "registry_unavailable";
    private const string Throttled = "registry_throttled";
    private readonly JumpingClock _clock = new();

    [Fact]
    public async Task Users_pass_unverified_and_after_three_failures_without_asking()
    {
        await using var registry = await Registry.StartAsync(Down, _clock);

        var outcomes = await registry.EnrichAsync("a.test", "b.test", "c.test", "d.test", "e.test");

        Assert.Equal([Unavailable, Unavailable, Unavailable, Unavailable, Unavailable], outcomes);
        Assert.Equal(["/domain/a.test", "/domain/a.test", "/domain/b.test"], registry.Asked);
        Assert.Contains("is unverified: registry_unavailable", registry.Logs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    [InlineData(7)]
    public async Task It_is_asked_again_after_half_a_minute_whatever_the_clock_was_set_to(int days)
    {
        var isDown = true;
        await using var registry = await Registry.StartAsync(
            http => isDown ? Down(http) : Registry.SendAsync(http, Registry.Good), _clock);
        await registry.EnrichAsync("a.test", "b.test", "c.test");
        isDown = false;

        _clock.Set(TimeSpan.FromDays(days));
        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(["verified", "verified"], await registry.EnrichAsync("d.test", "a.test"));
    }

    [Fact]
    public async Task The_outage_of_one_registry_leaves_the_others_users_verified()
    {
        await using var registry = await Registry.StartAsync(
            http => http.Request.Path.Value!.EndsWith(".test", StringComparison.Ordinal)
                ? Down(http)
                : Registry.SendAsync(http, Registry.Good),
            _clock);

        Assert.Equal(
            [Unavailable, Unavailable, "verified", Unavailable, "verified"],
            await registry.EnrichAsync("a.test", "b.test", "a.example", "c.test", "b.example"));
    }

    [Fact]
    public async Task A_domain_that_does_not_exist_still_fails_its_user()
    {
        await using var registry = await Registry.StartAsync(
            http =>
            {
                var isBad = http.Request.Path.Value!.Contains("bad", StringComparison.Ordinal);
                http.Response.StatusCode = isBad ? 404 : 500;
                return Task.CompletedTask;
            },
            _clock);

        Assert.Equal(
            ["domain_not_registered", Unavailable, Unavailable, "domain_not_registered"],
            await registry.EnrichAsync("bad.test", "a.test", "b.test", "bad.test"));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("", 30)]
    [InlineData("999999999", 300)]
    public async Task A_registry_that_asks_for_quiet_is_left_alone_for_as_long(string retryAfter, int seconds)
    {
        await using var registry = await Registry.StartAsync(
            http =>
            {
                http.Response.StatusCode = 429;
                http.Response.Headers.RetryAfter = retryAfter;
                return Task.CompletedTask;
            },
            _clock);

        Assert.Equal([Throttled, Throttled], await registry.EnrichAsync("a.test", "b.example"));
        _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal([Throttled], await registry.EnrichAsync("c.test"));
        Assert.Single(registry.Asked);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([Throttled], await registry.EnrichAsync("d.test"));
        Assert.Equal(2, registry.Asked.Count);
    }

    [Fact]
    public async Task A_date_asks_for_quiet_as_well()
    {
        var until = _clock.GetUtcNow() + TimeSpan.FromSeconds(90);
        await using var registry = await Registry.StartAsync(
            http =>
            {
                http.Response.StatusCode = 503;
                http.Response.Headers.RetryAfter = until.ToString("R", null);
                return Task.CompletedTask;
            },
            _clock);

        await registry.EnrichAsync("a.test");
        _clock.Advance(TimeSpan.FromSeconds(80));
        Assert.Equal([Throttled], await registry.EnrichAsync("b.test"));
        Assert.Single(registry.Asked);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await registry.EnrichAsync("c.test");
        Assert.Equal(2, registry.Asked.Count);
    }

    [Fact]
    public async Task A_whole_batch_of_hanging_registries_takes_half_of_the_functions_time_at_most()
    {
        await using var registry = await Registry.StartAsync(
            http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted),
            timeoutMilliseconds: 2_000);

        Assert.Equal(
            ["out_of_time", "out_of_time", "out_of_time"], await registry.EnrichAsync("a.one", "b.two", "c.three"));
        Assert.Equal(["/domain/a.one"], registry.Asked);
    }

    private static Task Down(HttpContext http)
    {
        http.Response.StatusCode = 500;
        return Task.CompletedTask;
    }
}
