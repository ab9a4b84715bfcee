using System.Diagnostics.Metrics;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>
/// Bucket boundaries for histograms in seconds, those of the conventions
/// (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/). The SDK's own are made for milliseconds: every
/// registration would fall into the first.
/// </summary>
public static class DurationBuckets
{
    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };
}
