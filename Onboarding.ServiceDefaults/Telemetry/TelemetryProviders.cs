using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>The providers of one pipeline, which live as long as it does.</summary>
internal sealed class TelemetryProviders : IDisposable
{
    private TelemetryProviders(TracerProvider? tracing, MeterProvider? metrics)
    {
        Tracing = tracing;
        Metrics = metrics;
    }

    public TracerProvider? Tracing { get; }

    public MeterProvider? Metrics { get; }

    /// <param name="tracing">Null makes no provider of spans.</param>
    /// <param name="metrics">Null makes no provider of metrics.</param>
    public static TelemetryProviders Create(
        Action<TracerProviderBuilder>? tracing, Action<MeterProviderBuilder>? metrics) =>
        new(BuildTracing(tracing), BuildMetrics(metrics));

    public void Dispose()
    {
        Tracing?.Dispose();
        Metrics?.Dispose();
    }

    private static TracerProvider? BuildTracing(Action<TracerProviderBuilder>? configure)
    {
        if (configure is null)
        {
            return null;
        }

        var builder = Sdk.CreateTracerProviderBuilder();
        configure(builder);
        return builder.Build();
    }

    private static MeterProvider? BuildMetrics(Action<MeterProviderBuilder>? configure)
    {
        if (configure is null)
        {
            return null;
        }

        var builder = Sdk.CreateMeterProviderBuilder();
        configure(builder);
        return builder.Build();
    }
}
