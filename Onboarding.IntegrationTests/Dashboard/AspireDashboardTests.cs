using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;
using Onboarding.AppHost.Dashboard;
using Onboarding.Functions.Randomness;
using Onboarding.IntegrationTests.Host;

namespace Onboarding.IntegrationTests.Dashboard;

/// <summary>The dashboard as a child process, with a script in its place.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AspireDashboardTests : IDisposable
{
    private static readonly RestartPolicy Quick = new(TimeSpan.FromMilliseconds(1), CountMax: 2, TimeSpan.FromHours(1));

    private readonly TemporaryFolder _folder = new();
    private readonly Channel<string> _reports = Channel.CreateUnbounded<string>();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_that_ends_is_restarted_where_it_was_until_it_has_ended_too_often()
    {
        using var addresses = DashboardAddresses.Choose(_folder.Path);
        await using var dashboard = Start(addresses, "echo \"$*\" >> starts; echo 'port taken' >&2; exit 3");

        string[] reports = [await NextAsync(), await NextAsync(), await NextAsync()];

        Assert.Equal(
            "The Aspire dashboard stopped with exit code 3. port taken It is restarted in 0.001 s.", reports[0]);
        Assert.EndsWith("It is restarted in 0.002 s.", reports[1], StringComparison.Ordinal);
        Assert.EndsWith(
            "It was restarted 2 times and stays down; the host goes on without it.",
            reports[2],
            StringComparison.Ordinal);
        var starts = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "starts"));
        Assert.Equal(3, starts.Length);
        Assert.Contains($"--frontend-url {addresses.Frontend.OriginalString}", Assert.Single(starts.Distinct()));
    }

    [Fact]
    public async Task Its_keys_are_in_its_environment_and_in_no_argument()
    {
        var keys = DashboardKeys.Create(RandomSource.System);
        var service = new Uri("http://127.0.0.1:1");
        using var addresses = DashboardAddresses.Choose(_folder.Path);
        // Each start replaces the files whole: one may be read while the next script runs.
        await using var dashboard = Start(
            addresses,
            "env > seen.$$; echo \"$*\" > arguments.$$; mv seen.$$ seen; mv arguments.$$ arguments; exit 0",
            keys.ToEnvironment(service));
        await NextAsync();

        var environment = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "seen"));
        var arguments = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "arguments"));
        foreach (var secret in new[] { keys.Browser, keys.Otlp, keys.Api, keys.Resources.Value })
        {
            Assert.Equal(32, secret.Length);
            Assert.Contains(secret, environment, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, arguments, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, $"{keys} {keys.Resources}", StringComparison.Ordinal);
        }

        Assert.DoesNotContain("anonymous", arguments, StringComparison.Ordinal);
        Assert.Contains("DASHBOARD__FRONTEND__AUTHMODE=BrowserToken", environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_ends_it_and_does_not_restart_it()
    {
        using var addresses = DashboardAddresses.Choose(_folder.Path);
        var dashboard = Start(addresses, "echo up >&2; exec sleep 600");
        await dashboard.DisposeAsync();
        Assert.False(_reports.Reader.TryRead(out _));
    }

    [Fact]
    public void Two_hosts_that_start_at_once_take_two_ports()
    {
        var chosen = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8)
            .Select(_ => DashboardAddresses.Choose(_folder.Path)).ToList();
        try
        {
            Assert.Equal(8, chosen.Select(c => c.Frontend).Distinct().Count());
        }
        finally
        {
            chosen.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public void The_usual_port_is_left_to_a_program_that_has_it()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            taken.Bind(new IPEndPoint(IPAddress.Loopback, 18888));
            taken.Listen();
        }
        catch (SocketException)
        {
            // Another program of this machine has it already: as good.
            Assert.False(taken.IsBound);
        }

        using var addresses = DashboardAddresses.Choose(_folder.Path);
        Assert.NotEqual(18888, addresses.Frontend.Port);
    }

    private AspireDashboard Start(
        DashboardAddresses addresses, string script, IReadOnlyDictionary<string, string>? environment = null)
    {
        var executable = Path.Combine(_folder.Path, "aspire");
        File.WriteAllText(executable, $"#!/bin/sh\ncd '{_folder.Path}'\n{script}\n");
        File.SetUnixFileMode(executable, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return AspireDashboard.Start(
            executable,
            addresses,
            environment ?? new Dictionary<string, string>(),
            Quick,
            TimeProvider.System,
            line => Assert.True(_reports.Writer.TryWrite(line)));
    }

    private async Task<string> NextAsync() =>
        await _reports.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
}
