using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit.Abstractions;

namespace Onboarding.IntegrationTests.Host;

/// <summary>
/// Weeks of a laptop with one data folder: registrations under way while the host is killed, stopped, suspended and
/// started again, up to a week later each time. No user is lost or stuck, and of welcome mails only those are doubled
/// that docs/adr/0007 admits: sent just before a kill, which kept it from being recorded.
/// </summary>
[Trait("Category", "Slow")]
public sealed class LaptopTests(ITestOutputHelper output)
{
    private const int LoadMax = 8;

    /// <summary>Each starts environments of its own, which takes most of the time where they are processes.</summary>
    private const int Clients = 3;

    [FakeTimeTheory]
    [InlineData("inprocess", 40)]
    [InlineData("process", 15)]
    public async Task Kills_clean_stops_and_suspends_lose_nobody(string functions, int killCount)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var time = new FakeTime();
        using var data = new TemporaryFolder();
        var registrations = new Registrations(Clients);
        for (var kills = 0; kills < killCount;)
        {
            await using var host = await LaptopHost.StartAsync(time, data, functions);
            var acknowledged = registrations.Count;
            var load = registrations.LoadAsync(host.Api, random.Next(1, LoadMax));
            await registrations.MoreThanAsync(acknowledged, host.Explain);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(400)), TimeProvider.System);
            if (random.Next(4) == 0)
            {
                await host.SuspendAsync(time, AnyTime(random));
            }

            if (random.Next(5) == 0)
            {
                host.Process.Interrupt();
                Assert.Equal(0, await host.Process.ExitedAsync());
            }
            else
            {
                await host.Process.KillAsync();
                kills++;
            }

            await load;
            time.Jump(AnyTime(random));
        }

        await using var last = await LaptopHost.StartAsync(time, data, functions);
        await registrations.CompletedAsync(last.Api, () => $"seed {seed}: {last.Explain()}");
        last.AssertNothingDiscarded();
        await AssertWelcomedAsync(last.Api, registrations.Count, killCount, seed);
    }

    /// <summary>Every acknowledged user has a mail, and no more mails are doubled than hosts were killed.</summary>
    private async Task AssertWelcomedAsync(HttpClient api, int acknowledged, int kills, int seed)
    {
        var mails = await api.GetFromJsonAsync<JsonElement>("/_localaws/mail?limit=1000");
        var byAddress = mails.EnumerateArray()
            .GroupBy(mail => mail.GetProperty("to")[0].GetString())
            .Select(mailbox => mailbox.Count())
            .ToList();
        var doubled = byAddress.Sum(count => count - 1);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {acknowledged} acknowledged, {byAddress.Count} welcomed, {doubled} mails doubled"));

        // A user whose response was lost in a kill is welcomed without having been acknowledged.
        Assert.True(byAddress.Count >= acknowledged, $"seed {seed}: {byAddress.Count} of {acknowledged} welcomed");
        Assert.InRange(doubled, 0, kills);
    }

    private static TimeSpan AnyTime(Random random) => TimeSpan.FromMinutes(random.Next(7 * 24 * 60));
}
