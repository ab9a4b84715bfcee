using Onboarding.AppHost.Demo;
using Onboarding.AppHost.Graph;
using Spectre.Console;

namespace Onboarding.AppHost.CommandLine;

/// <summary>Starts the stack, registers the sample users one after the other, prints each journey and stops.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(OnboardingOptions options, CancellationToken stop)
    {
        using var logging = ConsoleLogging.Create();
        await using var app = await OnboardingApp.StartAsync(options with { Logging = logging }, stop);
        var ready = app.Describe();
        if (options.ReadyFile is { } file)
        {
            ready.Write(file);
        }

        using var api = new HttpClient { BaseAddress = ready.ApiUrl };
        api.DefaultRequestHeaders.Add("x-api-key", ready.ApiKey);
        foreach (var user in SampleUser.All)
        {
            var journey = await Journey.TravelAsync(api, user, options.Time, stop);
            AnsiConsole.Write(JourneyTree.Draw(journey));
            AnsiConsole.WriteLine();
        }

        return 0;
    }
}
