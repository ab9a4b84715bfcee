using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Onboarding.AppHost.Graph;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>
/// The functions' executable as Lambda starts it, compiled natively or on the way: from <c>exec</c> to the first
/// response, and what it holds in memory then.
/// </summary>
internal sealed class BootstrapScenario(bool isNative) : Scenario
{
    private const double Megabyte = 1024 * 1024;
    private const int Starts = 20;
    private const string Function = "onboarding-GetRegistrationFunction";

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public override string Name => isNative ? "native" : "bootstrap";

    public override string Summary => isNative
        ? "what eng/package.sh has made: its size, exec to the first response, memory"
        : "the same of the functions' assembly, which is compiled as it runs";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        var program = Program();
        await using var app = await StackHost.StartAsync(FunctionHostingMode.External, stop);
        using var api = new HttpClient { BaseAddress = app.Describe().ApiUrl };
        var environment = JsonSerializer.Deserialize<Dictionary<string, string>>(
            await api.GetStringAsync($"/_localaws/functions/{Function}/environment", stop))!;
        var time = new Samples();
        var memory = new Samples();
        for (var i = -1; i < Starts; i++)
        {
            var (milliseconds, bytes) = await MeasureAsync(program, environment, api, stop);
            // The first one reads the program from disk, which is the machine's figure.
            if (i >= 0)
            {
                time.Add(milliseconds);
                memory.Add(bytes / Megabyte);
            }
        }

        var size = new Samples();
        size.Add(SizeOf(program) / Megabyte);
        return
        [
            size.Describe($"{Name}: size", "MB", isNative ? "the executable, unpacked" : "all of its assemblies"),
            time.Describe(
                $"{Name}: first response", "ms", "exec → the first answer of GET /registrations/{id}"),
            memory.Describe($"{Name}: memory", "MB", "peak resident memory of that process by then"),
        ];
    }

    private FileInfo Program()
    {
        var program = new FileInfo(isNative
            ? Path.Combine(Repository.Root().FullName, "artifacts", "bootstrap", "bootstrap")
            : Path.Combine(AppContext.BaseDirectory, "functions", "bootstrap.dll"));
        return program.Exists
            ? program
            : throw new BenchmarkException($"there is no {program.FullName}; eng/package.sh makes the native one");
    }

    private long SizeOf(FileInfo program) =>
        isNative ? program.Length : program.Directory!.EnumerateFiles().Sum(file => file.Length);

    private async Task<(double Milliseconds, long Bytes)> MeasureAsync(
        FileInfo program, Dictionary<string, string> environment, HttpClient api, CancellationToken stop)
    {
        var start = new ProcessStartInfo(isNative ? program.FullName : DotNet) { RedirectStandardOutput = true };
        if (!isNative)
        {
            start.ArgumentList.Add(program.FullName);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // The host forgets the runtime before: an event could still go to the poll of a process that is gone.
        using var reset = await api.PostAsync("/_localaws/reset", content: null, stop);
        reset.EnsureSuccessStatusCode();
        // It waits for the runtime.
        var response = api.GetAsync("/registrations/018f0000-0000-7000-8000-000000000000", stop);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        try
        {
            using var answered = await response;
            var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            return answered.StatusCode == HttpStatusCode.NotFound
                ? (taken, process.PeakWorkingSet64)
                : throw new BenchmarkException($"GET /registrations answered {(int)answered.StatusCode}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

}
