using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Graph;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tool.CommandLine;

/// <summary>Starts a host, says where everything is, and runs until Ctrl-C.</summary>
internal static class RunningHost
{
    /// <exception cref="LocalAwsException">It cannot start.</exception>
    public static async Task<int> RunAsync(
        (Action<LocalAwsSetup> Configure, FileInfo? ReadyFile) options, CancellationToken stop)
    {
        using var logging = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(LogLevel.Warning)
            // What functions write.
            .AddFilter("Onboarding.LocalAws.Lambda", LogLevel.Information)
            .AddSimpleConsole(console => console.SingleLine = true));
        LocalAwsSetup? started = null;
        await using var host = await LocalAwsHost.StartAsync(
            setup =>
            {
                options.Configure(setup);
                setup.Host = setup.Host with { Logging = logging };
                started = setup;
            },
            stop);
        var stack = started!.Template is null ? null : host.Stack;
        Print(host, stack, Console.Out);
        WriteReadyFile(host, stack, options.ReadyFile);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopping…");
        }

        return 0;
    }

    private static void Print(LocalAwsHost host, DeployedStack? stack, TextWriter to)
    {
        if (stack?.ApiUrl is { } api)
        {
            to.WriteLine($"  API      {api.OriginalString.TrimEnd('/')}");
        }

        to.WriteLine($"  Pages    {new Uri(host.EdgeUrl, "/_localaws")}");
        to.WriteLine($"  AWS      {string.Join(' ', host.EnvironmentVariables.Select(v => $"{v.Key}={v.Value}"))}");
        foreach (var (name, value) in stack?.Outputs ?? new Dictionary<string, string>())
        {
            to.WriteLine($"  Output   {name}={value}");
        }

        foreach (var function in stack?.ExternalFunctions ?? [])
        {
            to.WriteLine($"  Waiting  AWS_LAMBDA_RUNTIME_API={host.EdgeUrl.Authority}/{function}");
        }

        if (stack?.CloudOnly is { Count: > 0 } cloudOnly)
        {
            to.WriteLine($"  Only AWS {string.Join(", ", cloudOnly)}");
        }

        to.WriteLine("Ready. Ctrl-C stops.");
    }

    /// <summary>It appears whole or not at all.</summary>
    private static void WriteReadyFile(LocalAwsHost host, DeployedStack? stack, FileInfo? file)
    {
        if (file is null)
        {
            return;
        }

        var ready = new Ready(host.EdgeUrl, stack?.ApiUrl, stack?.Outputs ?? new Dictionary<string, string>());
        try
        {
            OwnersFile.Replace(file.FullName, JsonSerializer.SerializeToUtf8Bytes(ready, ReadyJson.Default.Ready));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalAwsException($"the ready file cannot be written: {e.Message}", e);
        }
    }
}

/// <summary>What another process needs to know.</summary>
internal sealed record Ready(Uri EdgeUrl, Uri? ApiUrl, IReadOnlyDictionary<string, string> Outputs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Ready))]
internal sealed partial class ReadyJson : JsonSerializerContext;
