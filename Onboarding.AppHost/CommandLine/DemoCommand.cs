using System.CommandLine;
using Onboarding.AppHost.Demo;
using Onboarding.AppHost.Graph;
using Onboarding.AppHost.Terminal;
using Onboarding.Functions.Randomness;
using Onboarding.LocalAws.Hosting;
using Spectre.Console;

namespace Onboarding.AppHost.CommandLine;

/// <summary>
/// Registers the sample users one after the other and prints each one's journey: at the host that runs here, else, and
/// wherever an option asks for a host of its own, at one that it starts on a free port and stops at the end.
/// </summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var demo = new Command(
            "demo",
            "Registers sample users and prints each one's journey: at the host that runs here, else (or with any "
            + "option) at one of its own.");
        var host = HostOptions.AddTo(demo, defaultPort: 0);
        demo.SetAction((parsed, stop) => RunAsync(host, parsed, stop));
        return demo;
    }

    private static async Task<int> RunAsync(HostOptions host, ParseResult parsed, CancellationToken stop)
    {
        if (parsed.Tokens.Count > 1 || await RunningHosts.OfThisUser().FindAsync(stop) is not [var running, ..])
        {
            return await RunOwnAsync(host.Read(parsed), stop);
        }

        TerminalConsole.Out.WriteLine($"At the running host, {running.EdgeUrl.OriginalString}, with new addresses:");
        TerminalConsole.Out.WriteLine();
        // Their addresses are taken after the first time.
        var users = SampleUser.Tagged(Convert.ToHexStringLower(RandomSource.System.Bytes(3)));
        await ShowAsync(running, users, TimeProvider.System, stop);
        return 0;
    }

    private static async Task<int> RunOwnAsync(OnboardingOptions options, CancellationToken stop)
    {
        // The tree alone is shown: what functions log is in the dashboard, what the host warns of on standard error.
        using var log = ConsoleLog.OfWarnings(options.Log);
        await using var app = await OnboardingApp.StartAsync(log.Apply(options), stop);
        var ready = app.Describe();
        if (options.ReadyFile is { } file)
        {
            ready.Write(file);
        }

        await ShowAsync(ready, SampleUser.All, options.Time, stop);
        if (ready.DashboardUrl is { } dashboard && ConsoleLog.IsInteractive)
        {
            TerminalConsole.Out.WriteLine($"The dashboard has each trace until Ctrl-C: {dashboard.OriginalString}");
            await Cancellation.WaitAsync(stop);
        }

        return 0;
    }

    private static async Task ShowAsync(
        ReadyFile ready, IReadOnlyList<SampleUser> users, TimeProvider time, CancellationToken stop)
    {
        if (ready.ApiUrl is null)
        {
            throw new LocalAwsException($"the host at {ready.EdgeUrl.OriginalString} runs no HTTP API to register at");
        }

        using var api = new HttpClient { BaseAddress = ready.ApiUrl };
        api.DefaultRequestHeaders.Add("x-api-key", ready.ApiKey);
        foreach (var user in users)
        {
            var journey = await Journey.TravelAsync(api, user, time, stop);
            TerminalConsole.Out.Write(JourneyTree.Draw(journey, ready.DashboardUrl));
            TerminalConsole.Out.WriteLine();
        }
    }
}
