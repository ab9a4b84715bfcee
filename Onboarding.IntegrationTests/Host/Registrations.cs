using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Onboarding.IntegrationTests.Host;

/// <summary>Registrations that a host has acknowledged, over its restarts, and what became of them.</summary>
/// <param name="clientCount">How many register side by side.</param>
internal sealed class Registrations(int clientCount = 16)
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentBag<Uri> _acknowledged = [];
    private int _number;

    public int Count => _acknowledged.Count;

    /// <summary>Registers users side by side until so many more are acknowledged, or the host is gone.</summary>
    public Task LoadAsync(HttpClient api, int count)
    {
        var enough = Count + count;
        return Task.WhenAll(Enumerable.Range(0, clientCount).Select(async _ =>
        {
            while (Count < enough && await TryRegisterAsync(api))
            {
            }
        }));
    }

    /// <summary>Waits until more than so many are acknowledged: a function in a process starts slowly.</summary>
    public async Task MoreThanAsync(int count, Func<string> explain)
    {
        var started = Stopwatch.GetTimestamp();
        while (Count <= count)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < GiveUpAfter, $"still {count}; {explain()}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    /// <summary>Waits until every one of them is completed; fails where one ends otherwise or goes nowhere.</summary>
    public async Task CompletedAsync(HttpClient api, Func<string> explain)
    {
        var started = Stopwatch.GetTimestamp();
        var open = _acknowledged.ToDictionary(location => location, _ => "");
        while (true)
        {
            foreach (var location in open.Keys)
            {
                open[location] = await StatusAsync(api, location, explain);
            }

            var ended = open.Where(o => o.Value == "completed").Select(o => o.Key).ToList();
            ended.ForEach(e => open.Remove(e));
            if (open.Count == 0)
            {
                return;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(started) < GiveUpAfter
                    && open.Values.All(s => s is "pending" or "processing"),
                $"{open.Count} of {Count}: {string.Join(", ", open.Values.Distinct())}; {explain()}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    private async Task<bool> TryRegisterAsync(HttpClient api)
    {
        var email = $"user-{Interlocked.Increment(ref _number)}@example.com";
        try
        {
            using var response = await api.PostAsJsonAsync(
                "/register", new { email, name = "Kim", phone = "+442079460000" });
            if (response.StatusCode == HttpStatusCode.Accepted)
            {
                _acknowledged.Add(response.Headers.Location!);
            }

            return true;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            // The host was killed.
            return false;
        }
    }

    private static async Task<string> StatusAsync(HttpClient api, Uri location, Func<string> explain)
    {
        using var response = await api.GetAsync(location);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(
            response.StatusCode == HttpStatusCode.OK, $"{location}: {response.StatusCode} {body}; {explain()}");
        using var user = JsonDocument.Parse(body);
        return user.RootElement.GetProperty("status").GetString()!;
    }
}
