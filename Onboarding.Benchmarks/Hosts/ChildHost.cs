using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>A host as its own process, so that its time and memory are its own.</summary>
internal sealed class ChildHost : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(1);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly StringBuilder _error = new();

    private ChildHost(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>What the ready file says.</summary>
    public Uri EdgeUrl { get; private set; } = null!;

    /// <summary>From just before the process was started until its ready file was there.</summary>
    public TimeSpan StartTime { get; private set; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long PeakMemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Onboarding.AppHost.</summary>
    /// <param name="arguments"><c>{data}</c> in them is a folder that is gone with the host.</param>
    public static Task<ChildHost> StartAsync(string[] arguments, CancellationToken stop) =>
        StartAsync("Onboarding.AppHost.dll", [.. arguments, "--no-dashboard"], stop);

    /// <param name="program">An assembly beside this one, which takes <c>--port</c> and <c>--ready-file</c>.</param>
    /// <inheritdoc cref="StartAsync(string[], CancellationToken)"/>
    public static Task<ChildHost> StartAsync(string program, string[] arguments, CancellationToken stop) =>
        // The template beside the program, wherever this was started.
        StartAsync(
            new DirectoryInfo(AppContext.BaseDirectory),
            [Path.Combine(AppContext.BaseDirectory, program), .. arguments],
            stop);

    /// <param name="in">The folder in which <c>dotnet</c> is called.</param>
    /// <param name="arguments">Of <c>dotnet</c>; the program's own stand at their end.</param>
    /// <inheritdoc cref="StartAsync(string[], CancellationToken)"/>
    public static async Task<ChildHost> StartAsync(DirectoryInfo @in, string[] arguments, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("onboarding-benchmark-");
        var ready = Path.Combine(folder.FullName, "ready.json");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = @in.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            .. arguments.Select(a => a.Replace("{data}", Path.Combine(folder.FullName, "data"))),
            "--port", "0", "--ready-file", ready,
        ];
        Array.ForEach(all, start.ArgumentList.Add);
        var started = Stopwatch.GetTimestamp();
        var host = new ChildHost(Process.Start(start)!, folder);
        try
        {
            await host.ReadyAsync(ready, started, stop);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ReadyAsync(string file, long started, CancellationToken stop)
    {
        while (!File.Exists(file))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartTimeMax)
            {
                throw new BenchmarkException($"the host did not start: {Error()}");
            }

            await Task.Delay(PollEvery, TimeProvider.System, stop);
        }

        StartTime = Stopwatch.GetElapsedTime(started);
        using var ready = JsonDocument.Parse(await File.ReadAllBytesAsync(file, stop));
        EdgeUrl = new Uri(ready.RootElement.GetProperty("edgeUrl").GetString()!);
    }

    private void Keep(string? line)
    {
        lock (_error)
        {
            _error.AppendLine(line);
        }
    }

    private string Error()
    {
        lock (_error)
        {
            return _error.ToString().Trim();
        }
    }
}
