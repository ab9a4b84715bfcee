using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Host;

/// <summary>A data folder outlives the host: users, buckets, mail and the development key.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task A_restart_with_the_same_data_folder_goes_on_where_the_host_stopped()
    {
        using var data = new TemporaryFolder();
        var (key, userId) = await RunAsync(data, async api =>
        {
            var answer = await RegisterAsync(api, "first@example.com");
            var id = answer.GetProperty("userId").GetString()!;
            await ReachedAsync(api, id);
            return id;
        });

        var (sameKey, again) = await RunAsync(data, async api =>
        {
            await ReachedAsync(api, userId);
            using var known = await api.PostAsync("/register", Body("first@example.com"));
            Assert.Equal(HttpStatusCode.Conflict, known.StatusCode);
            var mails = await api.GetFromJsonAsync<JsonElement>("/_localaws/mail?to=first@example.com");
            Assert.Equal(1, mails.GetArrayLength());
            var next = (await RegisterAsync(api, "second@example.com")).GetProperty("userId").GetString()!;
            await ReachedAsync(api, next);
            return next;
        });

        Assert.Equal(key, sameKey);
        Assert.NotEqual(userId, again);
    }

    private static async Task<(string Key, string Result)> RunAsync(
        TemporaryFolder data, Func<HttpClient, Task<string>> use)
    {
        await using var host = HostProcess.Start(
            "--port", "0", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        var key = ready.GetProperty("apiKey").GetString()!;
        using var api = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        api.DefaultRequestHeaders.Add("x-api-key", key);
        var result = await use(api);
        host.Interrupt();
        Assert.Equal(0, await host.ExitedAsync());
        return (key, result);
    }

    private static async Task<JsonElement> RegisterAsync(HttpClient api, string email)
    {
        using var response = await api.PostAsync("/register", Body(email));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task ReachedAsync(HttpClient api, string userId)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            var registration = await api.GetFromJsonAsync<JsonElement>($"/registrations/{userId}", deadline.Token);
            if (registration.GetProperty("status").GetString() == "completed")
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, deadline.Token);
        }
    }

    private static StringContent Body(string email) => RunningStack.Json(new { email, name = "Restart" });
}
