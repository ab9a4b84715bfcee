using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>Registers a user at a stack that may still be starting, and follows the user to the end.</summary>
internal static class RegistrationEnd
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);

    public static async Task<string?> OfAsync(Uri apiUrl, string apiKey)
    {
        using var api = new HttpClient { BaseAddress = apiUrl };
        api.DefaultRequestHeaders.Add("x-api-key", apiKey);
        var started = Stopwatch.GetTimestamp();
        var registration = await UntilAsync(started, () => RegisterAsync(api));
        return await UntilAsync(started, async () =>
            (await api.GetFromJsonAsync<JsonElement>(registration)).GetProperty("status").GetString() is var status
            && status is "completed" or "failed" ? status : null);
    }

    /// <summary>Null as long as the API is not there, or none of its functions polls.</summary>
    private static async Task<Uri?> RegisterAsync(HttpClient api)
    {
        try
        {
            using var response = await api.PostAsJsonAsync(
                "/register", new { email = "ada@example.com", name = "Ada Lovelace", phone = "+442079460000" });
            return response.IsSuccessStatusCode ? response.Headers.Location : null;
        }
        catch (HttpRequestException)
        {
            // Nothing listens yet.
            return null;
        }
    }

    private static async Task<T> UntilAsync<T>(long started, Func<Task<T?>> look)
        where T : class
    {
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < GiveUpAfter, "still under way");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }
}
