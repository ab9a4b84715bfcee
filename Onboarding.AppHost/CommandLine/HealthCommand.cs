using System.CommandLine;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.CommandLine;

/// <summary>
/// <c>health</c>: exit code 0 once the host of this machine serves its stack, else 1 and why. For a container's health
/// check: its image has no shell and no curl.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The host's port.",
            DefaultValueFactory = _ => LocalAwsOptions.DefaultPort,
        };
        var health = new Command("health", "Tells by its exit code whether the host is ready: 0 or 1.") { port };
        health.SetAction((parsed, stop) => RunAsync(parsed.GetValue(port), stop));
        return health;
    }

    private static async Task<int> RunAsync(int port, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = AnswerTimeMax };
        try
        {
            using var response = await http.GetAsync($"http://127.0.0.1:{port}/_localaws/health", stop);
            var answer = await response.Content.ReadAsStringAsync(stop);
            return response.IsSuccessStatusCode
                ? 0
                : throw new LocalAwsException($"the host at port {port} is not ready: {answer}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            throw new LocalAwsException($"there is no answer from port {port} ({e.GetBaseException().Message})", e);
        }
    }
}
