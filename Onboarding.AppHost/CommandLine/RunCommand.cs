using System.Diagnostics;
using Onboarding.AppHost.Graph;
using Onboarding.AppHost.Terminal;

namespace Onboarding.AppHost.CommandLine;

/// <summary>Starts the stack (or the emulator alone), says where everything is, and runs until Ctrl-C.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(OnboardingOptions options, CancellationToken stop)
    {
        using var log = ConsoleLog.Create(options.Log);
        await using var app = await OnboardingApp.StartAsync(log.Apply(options), stop);
        var banner = Banner.Of(app, TimeSinceProcessStart(options.Time), ConsoleLog.IsInteractive);
        log.Write(banner);
        var ready = app.Describe();
        using var found = RunningHosts.OfThisUser().Enter(ready);
        if (options.ReadyFile is { } file)
        {
            ready.Write(file);
        }

        if (ConsoleLog.IsInteractive)
        {
            new Thread(() => ShowAgain(log, banner)) { IsBackground = true, Name = "Terminal input" }.Start();
        }

        await Cancellation.WaitAsync(stop);
        log.Write("Stopping…");
        return 0;
    }

    /// <summary>
    /// Enter shows the banner again, which the log scrolls away. A blocking read on a thread of its own, since a
    /// terminal's input cannot be cancelled.
    /// </summary>
    private static void ShowAgain(ConsoleLog log, string banner)
    {
        while (Console.In.ReadLine() is not null)
        {
            log.Write(banner);
        }
    }

    private static TimeSpan TimeSinceProcessStart(TimeProvider time)
    {
        using var self = Process.GetCurrentProcess();
        return time.GetUtcNow() - self.StartTime.ToUniversalTime();
    }
}
