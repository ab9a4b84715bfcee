using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Onboarding.IntegrationTests.Host;

public sealed class InterruptTests
{
    [Theory]
    [InlineData("inprocess")]
    [InlineData("process")]
    public async Task Ctrl_C_under_load_answers_what_it_accepted_and_ends_cleanly(string functions)
    {
        await using var host = HostProcess.Start(
            "--port", "0", "--no-dashboard", "--ready-file", "{ready}", "--functions", functions);
        var ready = await host.ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        http.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
        var firstAnswer = new TaskCompletionSource();
        var load = Enumerable.Range(0, 8).Select(worker => LoadAsync(http, worker, firstAnswer)).ToList();
        await firstAnswer.Task;
        host.Interrupt();

        Assert.Equal(0, await host.ExitedAsync());
        var answers = (await Task.WhenAll(load)).SelectMany(a => a).ToList();
        Assert.Contains(HttpStatusCode.Accepted, answers);
        Assert.DoesNotContain("   at ", host.Error + host.Output, StringComparison.Ordinal);
        // No function complains about the host that ends it.
        Assert.DoesNotContain("is gone", host.Error + host.Output, StringComparison.Ordinal);
        HttpStatusCode[] honest = [HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable];
        Assert.All(answers, answer => Assert.Contains(answer, honest));
    }

    /// <summary>Registers one user after the other until the host is gone.</summary>
    private static async Task<List<HttpStatusCode>> LoadAsync(
        HttpClient http, int worker, TaskCompletionSource answered)
    {
        List<HttpStatusCode> answers = [];
        for (var i = 0; ; i++)
        {
            var body = JsonSerializer.Serialize(
                new { email = $"load-{worker}-{i}@example.com", name = "Load", phone = "+442079460000" });
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var response = await http.PostAsync("/register", content);
                answers.Add(response.StatusCode);
                answered.TrySetResult();
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                // The connection is gone with the host: this is the end of the load, not a fault.
                return answers;
            }
        }
    }
}
