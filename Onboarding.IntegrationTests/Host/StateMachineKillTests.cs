using System.Net.Sockets;
using Xunit.Abstractions;

namespace Onboarding.IntegrationTests.Host;

/// <summary>
/// A host without a template, with a data folder, that is killed inside and between the states of a Standard machine:
/// executions go on where they were.
/// </summary>
[Trait("Category", "Slow")]
public sealed class StateMachineKillTests(ITestOutputHelper output)
{
    private const int Kills = 12;
    private const int StartsPerHost = 3;

    [Fact]
    public async Task A_standard_execution_ends_however_often_the_host_is_killed()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var data = new TemporaryFolder();
        List<string> started = [];
        List<string> met = [];
        for (var kill = 0; kill <= Kills; kill++)
        {
            await using var host = HostProcess.Start(
                "aws", "--port", "0", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}");
            using var machine = new StateMachineClient(await host.ReadyAsync());
            if (kill == 0)
            {
                await machine.CreateAsync();
            }

            using var stop = new CancellationTokenSource();
            var answering = AnswerAsync(machine, stop.Token);
            if (kill == Kills)
            {
                await machine.VerifyAsync(started, () => $"seed {seed}: {host.Output} {host.Error}");
                await stop.CancelAsync();
                await answering;
                output.WriteLine($"seed {seed}: {started.Count} executions, met in {string.Join(", ", met)}");
                Assert.True(met.Count >= Kills, $"seed {seed}: the kills met {met.Count} running executions");
                return;
            }

            for (var i = 0; i < StartsPerHost; i++)
            {
                started.Add(await machine.StartAsync($"seed{seed}-kill{kill}-{i}"));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_500)), TimeProvider.System);
            met.AddRange(await machine.RunningAsync());
            await host.KillAsync();
            await answering;
        }
    }

    private static async Task AnswerAsync(StateMachineClient machine, CancellationToken stop)
    {
        try
        {
            await machine.AnswerAsync(stop);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            // The host was killed.
        }
    }
}
