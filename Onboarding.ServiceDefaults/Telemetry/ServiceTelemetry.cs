using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>
/// One service's traces, metrics and logs. Spans come from one <see cref="ActivitySource"/> per service name, so that
/// several services in one process keep a resource of their own. Without an OTLP endpoint and without hooks there is
/// no listener: starting a span is a null check.
/// </summary>
/// <remarks>
/// Two instances of one service (two concurrent environments of one function) share one provider, counted by
/// reference; otherwise each provider would hear both, as OpenTelemetry selects sources by name, and every span would
/// be exported twice. For the same reason two hosts in one process that attach different exporters under one service
/// name see each other's spans: select by trace id.
/// </remarks>
public sealed class ServiceTelemetry : IDisposable
{
    private readonly TelemetryPipeline _pipeline;
    private int _released;

    private ServiceTelemetry(TelemetryPipeline pipeline) => _pipeline = pipeline;

    public string ServiceName => _pipeline.Key.Resource.ServiceName;

    public ActivitySource Source => _pipeline.Source;

    public Meter Meter => _pipeline.Meter;

    public ILoggerFactory Loggers => _pipeline.Loggers;

    /// <summary>True when spans or metrics are exported; otherwise a flush has nothing to do.</summary>
    public bool IsExporting => _pipeline.IsExporting;

    /// <exception cref="ArgumentException">An OTLP setting is wrong; the message names every fault.</exception>
    public static ServiceTelemetry Acquire(
        IReadOnlyDictionary<string, string> environment, TelemetryOptions? options = null)
    {
        List<string> faults = [];
        var otlp = OtlpSettings.Parse(environment, faults);
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults), nameof(environment));
        }

        var key = new TelemetryKey(
            ServiceResource.From(environment), otlp, options ?? TelemetryOptions.Default, LogLevels.From(environment));
        return new ServiceTelemetry(TelemetryPipeline.Rent(key));
    }

    /// <summary>
    /// Hands everything recorded so far to the exporters and waits for them. On Lambda the sandbox is frozen between
    /// invocations, so what is not flushed before the next poll may leave hours later or never.
    /// </summary>
    public Task FlushAsync(TimeSpan timeout) =>
        // The SDK offers only a blocking flush; it must not hold the caller's thread.
        IsExporting ? Task.Run(() => _pipeline.Flush(timeout)) : Task.CompletedTask;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            TelemetryPipeline.Return(_pipeline);
        }
    }
}
