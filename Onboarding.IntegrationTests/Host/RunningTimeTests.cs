using System.Net.Http.Json;
using System.Text.Json;

namespace Onboarding.IntegrationTests.Host;

/// <summary>
/// A laptop's day: a host that is killed, stopped, suspended or paused while registrations are under way, and goes on
/// hours or days later. Everything that it has acknowledged is completed, and nothing is discarded.
/// </summary>
[Trait("Category", "Slow")]
public sealed class RunningTimeTests
{
    private const int LoadCount = 60;

    /// <summary>Shorter than what the host takes for a stop.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(4);

    [FakeTimeTheory]
    [InlineData(2)]
    [InlineData(25)]
    [InlineData(7 * 24)]
    public async Task Killed_and_started_again_so_many_hours_later(int hours)
    {
        using var time = new FakeTime();
        using var data = new TemporaryFolder();
        var registrations = new Registrations();
        await using (var host = await LaptopHost.StartAsync(time, data))
        {
            await registrations.LoadAsync(host.Api, LoadCount);
            await host.Process.KillAsync();
        }

        time.Jump(TimeSpan.FromHours(hours));
        await CompletedAsync(time, data, registrations);
    }

    [FakeTimeTheory]
    [InlineData(13)]
    public async Task Stopped_in_the_evening_and_started_in_the_morning(int hours)
    {
        using var time = new FakeTime();
        using var data = new TemporaryFolder();
        var registrations = new Registrations();
        await using (var host = await LaptopHost.StartAsync(time, data))
        {
            await registrations.LoadAsync(host.Api, LoadCount);
            host.Process.Interrupt();
            Assert.Equal(0, await host.Process.ExitedAsync());
        }

        time.Jump(TimeSpan.FromHours(hours));
        await CompletedAsync(time, data, registrations);
    }

    /// <summary>As Linux shows a suspend: nothing runs, the calendar jumps, the monotonic clock does not.</summary>
    [FakeTimeTheory]
    [InlineData(2)]
    [InlineData(7 * 24)]
    public async Task Suspended_for_so_many_hours(int hours)
    {
        using var time = new FakeTime();
        using var data = new TemporaryFolder();
        var registrations = new Registrations();
        await using var host = await LaptopHost.StartAsync(time, data);
        await PauseAsync(host.Api, "pause");
        await registrations.LoadAsync(host.Api, LoadCount);
        await PauseAsync(host.Api, "resume");
        await host.SuspendAsync(time, TimeSpan.FromHours(hours));
        await registrations.CompletedAsync(host.Api, host.Explain);
        host.AssertNothingDiscarded();
    }

    [FakeTimeTheory]
    [InlineData(2)]
    public async Task Mappings_paused_for_so_many_hours_and_resumed(int hours)
    {
        using var time = new FakeTime(followsAtOnce: true);
        using var data = new TemporaryFolder();
        var registrations = new Registrations();
        await using var host = await LaptopHost.StartAsync(time, data);
        await PauseAsync(host.Api, "pause");
        await registrations.LoadAsync(host.Api, LoadCount);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(hours); passed += Step)
        {
            time.Jump(Step);
            using var looked = await host.Api.GetAsync("/_localaws/event-sources");
        }

        await PauseAsync(host.Api, "resume");
        await registrations.CompletedAsync(host.Api, host.Explain);
        host.AssertNothingDiscarded();
    }

    private static async Task PauseAsync(HttpClient api, string verb)
    {
        foreach (var mapping in (await api.GetFromJsonAsync<JsonElement>("/_localaws/event-sources")).EnumerateArray())
        {
            var uuid = mapping.GetProperty("uuid").GetString();
            using var paused = await api.PostAsync($"/_localaws/event-sources/{uuid}/{verb}", null);
            paused.EnsureSuccessStatusCode();
        }
    }

    private static async Task CompletedAsync(FakeTime time, TemporaryFolder data, Registrations registrations)
    {
        await using var host = await LaptopHost.StartAsync(time, data);
        await registrations.CompletedAsync(host.Api, host.Explain);
        host.AssertNothingDiscarded();
    }
}
