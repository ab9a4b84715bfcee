using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Onboarding.IntegrationTests.Host;

/// <summary>A host with a data folder that is killed at random moments, over and over, while clients write.</summary>
[Trait("Category", "Slow")]
public sealed class KillTests
{
    private const int Kills = 50;
    private const int Workers = 6;

    [Fact]
    public async Task A_killed_host_has_every_acknowledged_write_and_none_twice()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var data = new TemporaryFolder();
        var workers = Enumerable.Range(0, Workers).Select(i => new KillWorker(i)).ToList();
        for (var kill = 0; kill <= Kills; kill++)
        {
            await using var host = HostProcess.Start(
                "aws", "--port", "0", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}");
            var ready = await host.ReadyAsync();
            using var aws = new KillClients(ready.GetProperty("edgeUrl").GetString()!);
            if (kill == 0)
            {
                await aws.CreateAsync();
            }

            foreach (var worker in workers)
            {
                await worker.VerifyAsync(aws, $"kill {kill} of seed {seed}");
            }

            if (kill == Kills)
            {
                await KillWorker.VerifyAllAsync(aws, workers);
                return;
            }

            var load = workers.Select(w => w.RunAsync(aws)).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(250)), TimeProvider.System);
            await host.KillAsync();
            await Task.WhenAll(load);
        }
    }

    [Fact]
    public async Task A_registration_that_was_accepted_before_a_kill_is_completed_after_it()
    {
        const int kills = 4;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var data = new TemporaryFolder();
        List<(Uri Location, string Email)> accepted = [];
        for (var kill = 0; kill <= kills; kill++)
        {
            await using var host = HostProcess.Start(
                "--port", "0", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}");
            var ready = await host.ReadyAsync();
            using var api = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
            api.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
            if (kill == kills)
            {
                foreach (var (location, email) in accepted)
                {
                    Assert.Equal("completed", await StatusAsync(api, location, email));
                }

                Assert.Equal(accepted.Count, accepted.Select(a => a.Location).Distinct().Count());
                await AssertStatusesAsync(ready, accepted);
                return;
            }

            var registering = RegisterAsync(api, $"seed{seed}-kill{kill}");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 700)), TimeProvider.System);
            await host.KillAsync();
            accepted.AddRange(await registering);
        }
    }

    /// <summary>Registers one user after the other until the host is gone.</summary>
    private static async Task<List<(Uri Location, string Email)>> RegisterAsync(HttpClient api, string prefix)
    {
        List<(Uri Location, string Email)> accepted = [];
        for (var i = 0; ; i++)
        {
            var email = $"{prefix}-{i}@example.com";
            var body = JsonSerializer.Serialize(new { email, name = "Kim", phone = "+442079460000" });
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var response = await api.PostAsync("/register", content);
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
                accepted.Add((response.Headers.Location!, email));
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                // The host was killed.
                return accepted;
            }
        }
    }

    /// <summary>The audit log and the data lake have every status of every user, and each once.</summary>
    private static async Task AssertStatusesAsync(JsonElement ready, List<(Uri Location, string Email)> accepted)
    {
        using var aws = new KillClients(ready.GetProperty("edgeUrl").GetString()!);
        var outputs = ready.GetProperty("outputs");
        var auditLog = outputs.GetProperty("AuditLogTableName").GetString()!;
        var bucket = outputs.GetProperty("DataLakeBucketName").GetString()!;
        var expected = accepted.Select(a => a.Location.OriginalString.Split('/')[^1])
            .SelectMany(user => (string[])[$"{user} completed", $"{user} processing", $"{user} registered"])
            .ToHashSet(StringComparer.Ordinal);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        List<string> audited, lake;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, deadline.Token);
            audited = await aws.AuditedAsync(auditLog);
            lake = await aws.LakeAsync(bucket);
        }
        while (!expected.IsSubsetOf(audited) || !lake.ToHashSet(StringComparer.Ordinal).SetEquals(audited));

        // A user whose answer was lost with the host is there as well.
        Assert.Equal(audited.Order(StringComparer.Ordinal), lake.Order(StringComparer.Ordinal));
    }

    private static async Task<string> StatusAsync(HttpClient api, Uri location, string email)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (true)
        {
            using var response = await api.GetAsync(location, deadline.Token);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{email}: {response.StatusCode}");
            using var user = JsonDocument.Parse(await response.Content.ReadAsStringAsync(deadline.Token));
            var status = user.RootElement.GetProperty("status").GetString()!;
            if (status is "completed" or "failed")
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
        }
    }
}
