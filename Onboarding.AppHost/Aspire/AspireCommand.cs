using Aspire.Hosting;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Aspire;

/// <summary>Runs the graph until Ctrl-C, with Aspire's dashboard.</summary>
internal static class AspireCommand
{
    /// <summary>
    /// What `aspire new` writes into a launch profile, where this program is started without one: without the first
    /// two no dashboard starts (https://aspire.dev/app-host/configuration/).
    /// </summary>
    private static readonly (string Variable, string Value)[] LaunchProfile =
    [
        ("ASPNETCORE_URLS", "http://localhost:15180"),
        ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:19180"),
        ("DOTNET_ENVIRONMENT", "Development"),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        foreach (var (variable, value) in LaunchProfile)
        {
            Environment.SetEnvironmentVariable(variable, Environment.GetEnvironmentVariable(variable) ?? value);
        }

        try
        {
            var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
            {
                Args = args,
                AllowUnsecuredTransport = true,
                DashboardApplicationName = "Onboarding",
            });
            AspireGraph.Describe(builder, GraphArguments.Parse(args));
            await builder.Build().RunAsync();
            return 0;
        }
        catch (LocalAwsException e)
        {
            await Console.Error.WriteLineAsync($"onboarding: {e.Message}");
            return 1;
        }
    }
}
