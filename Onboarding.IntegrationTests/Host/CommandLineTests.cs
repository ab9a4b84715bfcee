using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Onboarding.IntegrationTests.Host;

/// <summary>What a person sees who starts the host: right, and wrong.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Writes_the_ready_file_and_prints_a_curl_that_works_on_Ctrl_C_it_exits_with_0()
    {
        await using var host = HostProcess.Start("--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        Assert.Equal("onboarding-UsersTable", ready.GetProperty("outputs").GetProperty("UsersTableName").GetString());
        host.Interrupt();
        Assert.Equal(0, await host.ExitedAsync());
        Assert.Contains($"curl -i {ready.GetProperty("apiUrl").GetString()!.TrimEnd('/')}/register", host.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            $"-H 'x-api-key: {ready.GetProperty("apiKey").GetString()}'", host.Output, StringComparison.Ordinal);
        Assert.Equal("", host.Error);
    }

    [Fact]
    public async Task A_busy_port_is_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await AssertFailsAsync($"port {port}", "--port", port, "--no-dashboard");
    }

    [Theory]
    [InlineData("--port", "--port", "many")]
    [InlineData("--host is an IP address, not 'everywhere'", "--host", "everywhere", "--no-dashboard")]
    [InlineData("65535", "--port", "70000", "--no-dashboard")]
    [InlineData("--frobnicate", "--frobnicate")]
    [InlineData("nowhere.yaml", "--template", "nowhere.yaml", "--no-dashboard")]
    [InlineData("elsewhere", "--functions", "elsewhere")]
    [InlineData("NAME=VALUE, not 'Origins'", "--parameter", "Origins", "--no-dashboard")]
    [InlineData("A is given twice", "--parameter", "A=1", "--parameter", "A=2", "--no-dashboard")]
    [InlineData("Unknown", "--port", "0", "--parameter", "Unknown=1", "--no-dashboard")]
    [InlineData("AllowedOrigins", "--port", "0", "--parameter", "AllowedOrigins=here", "--no-dashboard")]
    [InlineData("'cn-north-1'", "--region", "cn-north-1", "--no-dashboard")]
    [InlineData("'1234'", "aws", "--account", "1234", "--no-dashboard")]
    [InlineData("http://dev.example", "aws", "--allowed-host", "http://dev.example", "--no-dashboard")]
    public Task A_bad_option_is_one_clear_line(string named, params string[] arguments) =>
        AssertFailsAsync(named, arguments);

    [Fact]
    public async Task A_bad_template_is_one_clear_line_with_its_place()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """
            Resources:
              Mystery:
                Type: AWS::Mystery::Box
            """);
        await AssertFailsAsync("Mystery", "--port", "0", "--no-dashboard", "--template", file);
        File.Delete(file);
    }

    [Fact]
    public async Task The_emulator_alone_starts_empty()
    {
        await using var host = HostProcess.Start("aws", "--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        using var http = new HttpClient();
        using var answer = await http.PostAsync(
            new Uri(new Uri(ready.GetProperty("edgeUrl").GetString()!), "/register"),
            new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_emulator_answers_under_every_name_that_is_allowed_and_no_other()
    {
        await using var host = HostProcess.Start(
            "aws", "--port", "0", "--no-dashboard", "--ready-file", "{ready}",
            "--allowed-host", "dev.example", "--allowed-host", "host.docker.internal");
        var ready = await host.ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("edgeUrl").GetString()!) };
        foreach (var (name, status) in new[]
        {
            ("dev.example", HttpStatusCode.OK),
            ("host.docker.internal:4566", HttpStatusCode.OK),
            ("localhost", HttpStatusCode.OK),
            ("other.example", HttpStatusCode.Forbidden),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/_localaws/health");
            request.Headers.Host = name;
            using var answer = await http.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_demo_shows_every_kind_of_journey()
    {
        await using var host = HostProcess.Start("demo", "--port", "0", "--no-dashboard");
        Assert.Equal(0, await host.ExitedAsync());
        foreach (var expected in new[] { "202 Accepted", "completed", "409 Conflict", "failed", "400 BadRequest" })
        {
            Assert.Contains(expected, host.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Health_is_an_exit_code()
    {
        await using var host = HostProcess.Start("--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var url = new Uri((await host.ReadyAsync()).GetProperty("edgeUrl").GetString()!);
        var port = url.Port.ToString(CultureInfo.InvariantCulture);
        await using (var health = HostProcess.Start("health", "--port", port))
        {
            Assert.Equal((0, "", ""), (await health.ExitedAsync(), health.Output, health.Error));
        }

        await host.KillAsync();
        await AssertFailsAsync($"port {port}", "health", "--port", port);
    }

    private static async Task AssertFailsAsync(string named, params string[] arguments)
    {
        await using var host = HostProcess.Start(arguments);
        Assert.Equal(1, await host.ExitedAsync());
        var line = Assert.Single(host.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("onboarding: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Equal("", host.Output);
    }
}
