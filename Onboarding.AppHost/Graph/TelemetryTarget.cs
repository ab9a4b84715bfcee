using System.Collections;
using System.ComponentModel;
using Onboarding.AppHost.Dashboard;
using Onboarding.AppHost.Dashboard.Resources;
using Onboarding.LocalAws.Hosting;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.AppHost.Graph;

/// <summary>
/// Where all services of one run export to: the dashboard that this host starts, else the target of the OTEL_*
/// variables that the host itself was given, else none.
/// </summary>
internal sealed class TelemetryTarget : IAsyncDisposable
{
    private TelemetryTarget(DashboardSession? dashboard, string? whyNoDashboard)
    {
        Dashboard = dashboard;
        WhyNoDashboard = whyNoDashboard;
        Environment = new Dictionary<string, string>(
            dashboard is null ? InheritedVariables() : DashboardVariables(dashboard), StringComparer.Ordinal)
        {
            // This host never freezes a function between two events, so no invocation has to wait for an export.
            ["ONBOARDING_TELEMETRY_FLUSH"] = "background",
        };
    }

    /// <summary>Null where none runs.</summary>
    public DashboardSession? Dashboard { get; }

    public string? WhyNoDashboard { get; }

    /// <summary>The OTEL_* variables that every function gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public static async Task<TelemetryTarget> StartAsync(OnboardingOptions options, CancellationToken stop)
    {
        if (!options.Dashboard)
        {
            return new TelemetryTarget(dashboard: null, "off (--no-dashboard)");
        }

        try
        {
            var executable = DashboardLocator.Find(
                System.Environment.GetEnvironmentVariable,
                System.Environment.CurrentDirectory,
                AppContext.BaseDirectory);
            return executable is null
                ? new TelemetryTarget(dashboard: null, "not installed; " + DashboardLocator.HowToGetIt)
                : new TelemetryTarget(
                    await DashboardSession.StartAsync(executable, options.Time, options.Logging, stop),
                    whyNoDashboard: null);
        }
        catch (Exception e) when (e is FileNotFoundException or Win32Exception)
        {
            throw new LocalAwsException($"the dashboard cannot be started: {e.Message}", e);
        }
    }

    /// <summary>The emulator's own spans and metrics, as the service <c>localaws</c>.</summary>
    public ServiceTelemetry AcquireForHost(TelemetryOptions options)
    {
        var environment = new Dictionary<string, string>(Environment, StringComparer.Ordinal)
        {
            ["OTEL_SERVICE_NAME"] = HostResources.Emulator,
        };
        try
        {
            // Its lines are on the console already: see Graph/HostLogging.cs.
            return ServiceTelemetry.Acquire(
                environment, options with { HostedSource = "Onboarding.LocalAws", LogOutput = TextWriter.Null });
        }
        catch (ArgumentException e)
        {
            throw new LocalAwsException(e.Message, e);
        }
    }

    public ValueTask DisposeAsync() => Dashboard?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>All but the name of the service: each function has its own.</summary>
    private static Dictionary<string, string> InheritedVariables() =>
        System.Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(v => (string)v.Key is not "OTEL_SERVICE_NAME"
                && ((string)v.Key).StartsWith("OTEL_", StringComparison.Ordinal))
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);

    private static Dictionary<string, string> DashboardVariables(DashboardSession dashboard)
    {
        // The dashboard answers about two seconds after us: what is exported before must be kept, not dropped. The
        // exporter reads this one from the process itself.
        const string retry = "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY";
        System.Environment.SetEnvironmentVariable(retry, "in_memory");
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [retry] = "in_memory",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = dashboard.OtlpUrl.OriginalString,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = dashboard.Keys.OtlpHeaders,
            // A developer looks at trace and metrics seconds after the request.
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "2000",
        };
    }
}
