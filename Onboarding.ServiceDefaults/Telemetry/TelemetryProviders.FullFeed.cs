using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>
/// The providers of one pipeline, registered by OpenTelemetry.Extensions.Hosting. The container is the pipeline's own:
/// in a process with several services each needs a resource of its own.
/// </summary>
internal sealed class TelemetryProviders(ServiceProvider container) : IDisposable
{
    public TracerProvider? Tracing { get; } = container.GetService<TracerProvider>();

    public MeterProvider? Metrics { get; } = container.GetService<MeterProvider>();

    /// <param name="tracing">Null makes no provider of spans.</param>
    /// <param name="metrics">Null makes no provider of metrics.</param>
    public static TelemetryProviders Create(
        Action<TracerProviderBuilder>? tracing, Action<MeterProviderBuilder>? metrics)
    {
        var services = new ServiceCollection();
        if (tracing is not null)
        {
            services.AddOpenTelemetry().WithTracing(tracing);
        }

        if (metrics is not null)
        {
            services.AddOpenTelemetry().WithMetrics(metrics);
        }

        return new TelemetryProviders(services.BuildServiceProvider());
    }

    /// <summary>The container made the providers, and shuts them down.</summary>
    public void Dispose() => container.Dispose();
}
