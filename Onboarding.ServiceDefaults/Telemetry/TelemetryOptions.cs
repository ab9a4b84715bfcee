using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>
/// What a host adds to a service's telemetry. A test attaches its own exporter here:
/// <c>new TelemetryOptions { ConfigureTracing = builder => builder.AddProcessor(…) }</c>.
/// </summary>
/// <remarks>
/// Equality is part of the contract: services with the same name and equal options share one provider, so hand the
/// same delegate instance to all of them.
/// </remarks>
public sealed record TelemetryOptions
{
    public static TelemetryOptions Default { get; } = new();

    public Action<TracerProviderBuilder>? ConfigureTracing { get; init; }

    public Action<MeterProviderBuilder>? ConfigureMetrics { get; init; }

    /// <summary>
    /// Another source of spans and metrics besides the service's own, under its name: code that the service hosts.
    /// </summary>
    public string? HostedSource { get; init; }

    /// <summary>Where log lines go; standard output when null.</summary>
    public TextWriter? LogOutput { get; init; }

    /// <summary>
    /// True in the service's own process: runtime metrics (GC, thread pool) then belong to this service. Where several
    /// services share a process, they would each claim the same numbers.
    /// </summary>
    public bool OwnsProcess { get; init; }
}
