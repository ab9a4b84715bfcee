namespace Onboarding.IntegrationTests.Host;

/// <summary>The real host with a data folder, in a time that a test turns.</summary>
internal sealed class LaptopHost : IAsyncDisposable
{
    /// <summary>By then the process has stopped, and its next look sees the calendar anew.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1.1);

    private LaptopHost(HostProcess process, HttpClient api)
    {
        Process = process;
        Api = api;
    }

    public HostProcess Process { get; }

    public HttpClient Api { get; }

    /// <param name="functions">As the option <c>--functions</c> has it.</param>
    public static async Task<LaptopHost> StartAsync(
        FakeTime time, TemporaryFolder data, string functions = "inprocess")
    {
        var bootstrap = Path.Combine(AppContext.BaseDirectory, "functions", "bootstrap.dll");
        // A child process gets an environment of its own, as on Lambda: without help it would live in another time.
        string[] children = functions == "process"
            ? ["--bootstrap", time.Launcher($"dotnet '{bootstrap}'").FullName]
            : [];
        var process = HostProcess.Start(
            time.Variables,
            [
                "--port", "0", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}",
                "--functions", functions, .. children,
            ]);
        var ready = await process.ReadyAsync();
        var api = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        api.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
        return new LaptopHost(process, api);
    }

    /// <summary>As Linux shows a suspend: nothing runs, the calendar jumps, the monotonic clock does not.</summary>
    public async Task SuspendAsync(FakeTime time, TimeSpan length)
    {
        Process.Stop();
        await Task.Delay(StopTime, TimeProvider.System);
        time.Jump(length);
        Process.Continue();
    }

    public string Explain() => $"{Process.Output} {Process.Error}";

    /// <summary>Fails where the host's log has a line of a discarded or trimmed record.</summary>
    public void AssertNothingDiscarded()
    {
        Assert.DoesNotContain("discarded", Explain(), StringComparison.Ordinal);
        Assert.DoesNotContain("trimmed", Explain(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
    }
}
