using System.Diagnostics;
using Onboarding.AppHost.Graph;

namespace Onboarding.AppHost.CommandLine;

/// <summary>Starts the stack (or the emulator alone), says where everything is, and runs until Ctrl-C.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(OnboardingOptions options, CancellationToken stop)
    {
        using var logging = ConsoleLogging.Create();
        await using var app = await OnboardingApp.StartAsync(options with { Logging = logging }, stop);
        Banner.Print(Console.Out, app, TimeSinceProcessStart(options.Time));
        if (options.ReadyFile is { } file)
        {
            app.Describe().Write(file);
        }

        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopping…");
        }

        return 0;
    }

    private static TimeSpan TimeSinceProcessStart(TimeProvider time)
    {
        using var self = Process.GetCurrentProcess();
        return time.GetUtcNow() - self.StartTime.ToUniversalTime();
    }
}
