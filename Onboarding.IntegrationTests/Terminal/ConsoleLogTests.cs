using System.Text;
using System.Text.Json;
using Onboarding.IntegrationTests.Host;

namespace Onboarding.IntegrationTests.Terminal;

/// <summary>What the host and its functions print, in one process and in children.</summary>
public sealed class ConsoleLogTests
{
    [Theory]
    [InlineData("inprocess")]
    [InlineData("process")]
    public async Task A_pipe_gets_a_JSON_object_for_each_entry(string functions)
    {
        var lines = await RegisterAsync("--functions", functions);
        var entries = lines.Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement);
        Assert.Contains(
            entries, entry => entry.GetProperty("service").GetString() == "onboarding-RegisterFunction"
                && entry.GetProperty("message").GetString()!.EndsWith("is registered", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("inprocess")]
    [InlineData("process")]
    public async Task Text_is_asked_for_by_an_option(string functions)
    {
        var lines = await RegisterAsync("--functions", functions, "--log", "text");
        Assert.DoesNotContain(lines, line => line.StartsWith('{'));
        Assert.Contains(lines, line => line.Contains("RegisterFunction ", StringComparison.Ordinal)
            && line.Contains(" is registered", StringComparison.Ordinal));
    }

    private static async Task<string[]> RegisterAsync(params string[] options)
    {
        await using var host = HostProcess.Start(
            ["--port", "0", "--no-dashboard", "--ready-file", "{ready}", .. options]);
        var ready = await host.ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        http.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
        using var body = new StringContent(
            """{"email":"ada@example.com","name":"Ada","phone":"+442079460000"}""", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/register", body);
        Assert.Equal(202, (int)response.StatusCode);
        // What a function in a child process printed has been read once the host has ended.
        host.Interrupt();
        Assert.Equal(0, await host.ExitedAsync());
        return host.Output.Split('\n');
    }
}
