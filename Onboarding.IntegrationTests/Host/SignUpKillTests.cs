using System.Net.Sockets;

namespace Onboarding.IntegrationTests.Host;

/// <summary>
/// A host with a data folder that is killed while users sign up, inside the states of SignUpWorkflow, too.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SignUpKillTests
{
    private const int Kills = 12;
    private const int Clients = 4;

    [Fact]
    public async Task A_sign_up_that_was_stored_before_a_kill_has_its_tenant_and_its_event_after_it()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var data = new TemporaryFolder();
        List<string> confirmed = [];
        for (var kill = 0; kill <= Kills; kill++)
        {
            await using var host = HostProcess.Start(
                "--port", "0", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}");
            using var signUps = new SignUpClient(await host.ReadyAsync());
            if (kill == 0)
            {
                await signUps.SubscribeAsync();
            }

            if (kill == Kills)
            {
                var what = $"seed {seed}\n{host.Error}";
                Assert.NotEmpty(confirmed);
                // One whose confirmation was not answered before the kill is stored, too, and no client repeats it.
                var stored = await signUps.StoredAsync();
                Assert.Empty(confirmed.Except(stored));
                await signUps.VerifyTenantsAsync(stored, what);
                await signUps.VerifyEventsAsync(stored, what);
                return;
            }

            var load = Enumerable.Range(0, Clients).Select(i => RunAsync(signUps, $"s{seed}k{kill}c{i}")).ToList();
            await signUps.FirstConfirmed;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), TimeProvider.System);
            await host.KillAsync();
            confirmed.AddRange((await Task.WhenAll(load)).SelectMany(subs => subs));
        }
    }

    /// <summary>Signs up one user after the other until the host is gone.</summary>
    /// <returns>Those whose confirmation was acknowledged.</returns>
    private static async Task<List<string>> RunAsync(SignUpClient client, string prefix)
    {
        List<string> confirmed = [];
        for (var i = 0; ; i++)
        {
            try
            {
                confirmed.Add(await client.SignUpAsync($"{prefix}-{i}@example.com"));
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                // The host was killed.
                return confirmed;
            }
        }
    }
}
