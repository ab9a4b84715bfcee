using Onboarding.AppHost.Graph;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>The whole stack in this process, as Onboarding.AppHost starts it, but silent.</summary>
internal static class StackHost
{
    public static Task<OnboardingApp> StartAsync(FunctionHostingMode functions, CancellationToken stop) =>
        OnboardingApp.StartAsync(
            new OnboardingOptions
            {
                Port = 0,
                Dashboard = false,
                Functions = functions,
                Template = new FileInfo(Path.Combine(AppContext.BaseDirectory, "template.yaml")),
                Telemetry = new TelemetryOptions { LogOutput = TextWriter.Null },
            },
            stop);
}
