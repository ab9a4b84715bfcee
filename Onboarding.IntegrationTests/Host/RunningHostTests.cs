using System.Text.Json;

namespace Onboarding.IntegrationTests.Host;

/// <summary>Commands find the host that runs on this machine by themselves.</summary>
public sealed class RunningHostTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Keys_users_and_demo_find_the_host_that_runs_here()
    {
        await using var host = Start(
            "--port", "0", "--no-dashboard", "--region", "eu-west-1", "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        var api = ready.GetProperty("apiUrl").GetString()!;

        var (key, remark) = await RunAsync("keys", "create", "--name", "web");
        Assert.StartsWith("onb_", key, StringComparison.Ordinal);
        Assert.Contains("'web'", remark, StringComparison.Ordinal);

        var users = Path.Combine(_home.Path, "users.jsonl");
        await File.WriteAllTextAsync(
            users, """{"email":"ada@example.com","name":"Ada","password":"Correct-Horse-7"}""");
        var (seeded, _) = await RunAsync("users", "seed", users);
        Assert.Contains(ready.GetProperty("outputs").GetProperty("UserPoolId").GetString()!, seeded,
            StringComparison.Ordinal);

        // Twice: the addresses of the first time are taken.
        foreach (var _ in new[] { 1, 2 })
        {
            var (demo, _) = await RunAsync("demo");
            Assert.Contains(api.TrimEnd('/'), demo, StringComparison.Ordinal);
            Assert.Equal(2, demo.Split("completed").Length - 1);
        }
    }

    [Fact]
    public async Task Where_several_hosts_run_the_command_asks_which_and_a_killed_one_counts_no_more()
    {
        await using var first = Start("aws", "--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        await using var second = Start("--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var urls = new[] { await UrlAsync(first), await UrlAsync(second) };
        await using (var keys = Start("keys", "list"))
        {
            Assert.Equal(1, await keys.ExitedAsync());
            Assert.All(urls, url => Assert.Contains(url, keys.Error, StringComparison.Ordinal));
        }

        await first.KillAsync();
        var (list, _) = await RunAsync("keys", "list");
        Assert.Contains("development", list, StringComparison.Ordinal);

        second.Interrupt();
        Assert.Equal(0, await second.ExitedAsync());
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(_home.Path, "onboarding", "hosts")),
            file => urls[1].EndsWith(Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ready_file_names_the_host_too()
    {
        await using var host = HostProcess.Start("--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var ready = Path.Combine(_home.Path, "copy.json");
        await File.WriteAllTextAsync(ready, JsonSerializer.Serialize(await host.ReadyAsync()));
        var (list, _) = await RunAsync("keys", "list", "--ready-file", ready);
        Assert.Contains("development", list, StringComparison.Ordinal);

        await File.WriteAllTextAsync(ready, "{}");
        await using var keys = Start("keys", "list", "--ready-file", ready);
        Assert.Equal(1, await keys.ExitedAsync());
        Assert.Contains(ready, keys.Error, StringComparison.Ordinal);
    }

    private HostProcess Start(params string[] arguments) => HostProcess.Start(
        new Dictionary<string, string> { [HostProcess.UserFolderVariable] = _home.Path }, arguments);

    private static async Task<string> UrlAsync(HostProcess host) =>
        (await host.ReadyAsync()).GetProperty("edgeUrl").GetString()!.TrimEnd('/');

    private async Task<(string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var command = Start(arguments);
        Assert.True(await command.ExitedAsync() == 0, command.Error);
        return (command.Output, command.Error);
    }
}
