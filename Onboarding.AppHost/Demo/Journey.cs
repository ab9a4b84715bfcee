using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Onboarding.AppHost.Demo;

/// <summary>What became of one registration: the HTTP answer and, where there is one, the user's last state.</summary>
internal sealed record Journey(
    SampleUser User, HttpStatusCode Answer, JsonElement AnswerBody, TimeSpan Took, JsonElement? Registration)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);

    /// <summary>Registers the user and follows it until it is completed or failed.</summary>
    /// <exception cref="TimeoutException">It was neither after half a minute.</exception>
    public static async Task<Journey> TravelAsync(
        HttpClient api, SampleUser user, TimeProvider time, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        using var body = JsonContent.Create(user.Body, RegistrationBodyJson.Default.RegistrationBody);
        using var response = await api.PostAsync("/register", body, stop);
        var answer = await ReadAsync(response, stop);
        JsonElement? registration = null;
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            registration = await FollowAsync(api, response.Headers.Location!, time, stop);
        }

        return new Journey(user, response.StatusCode, answer, time.GetElapsedTime(started), registration);
    }

    private static async Task<JsonElement> FollowAsync(
        HttpClient api, Uri location, TimeProvider time, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            using var response = await api.GetAsync(location, stop);
            response.EnsureSuccessStatusCode();
            var registration = await ReadAsync(response, stop);
            if (registration.GetProperty("status").GetString() is "completed" or "failed")
            {
                return registration;
            }

            if (time.GetElapsedTime(started) > GiveUpAfter)
            {
                throw new TimeoutException($"{location} is still not completed: {registration}");
            }

            await Task.Delay(PollEvery, time, stop);
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        using var json = await JsonDocument.ParseAsync(
            await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        return json.RootElement.Clone();
    }
}
