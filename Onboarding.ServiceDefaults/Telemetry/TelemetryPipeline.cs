using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.ServiceDefaults.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>What makes two services share a pipeline.</summary>
internal sealed record TelemetryKey(
    ServiceResource Resource, OtlpSettings? Otlp, TelemetryOptions Options, LogLevel LogLevel);

/// <summary>
/// The providers behind one service name: rented by every <see cref="ServiceTelemetry"/> with an equal key, shut down
/// when the last one is returned. Lock rule: <see cref="Pipelines"/> guards the reference counts only; building is
/// cheap, shutting down (which exports) happens outside the lock.
/// </summary>
internal sealed class TelemetryPipeline : IDisposable
{
    private static readonly Dictionary<TelemetryKey, TelemetryPipeline> Pipelines = [];

    private readonly TelemetryProviders _providers;
    private readonly ServiceProvider _logging;
    private int _references;

    private TelemetryPipeline(TelemetryKey key)
    {
        Key = key;
        Source = new ActivitySource(key.Resource.ServiceName);
        Meter = new Meter(key.Resource.ServiceName);
        _providers = TelemetryProviders.Create(ConfigureTracing(key), ConfigureMetrics(key));
        _logging = BuildLogging(key);
        Loggers = _logging.GetRequiredService<ILoggerFactory>();
    }

    public TelemetryKey Key { get; }

    public ActivitySource Source { get; }

    public Meter Meter { get; }

    public ILoggerFactory Loggers { get; }

    public bool IsExporting => _providers.Tracing is not null || _providers.Metrics is not null;

    public static TelemetryPipeline Rent(TelemetryKey key)
    {
        lock (Pipelines)
        {
            if (!Pipelines.TryGetValue(key, out var pipeline))
            {
                Pipelines.Add(key, pipeline = new TelemetryPipeline(key));
            }

            pipeline._references++;
            return pipeline;
        }
    }

    public static void Return(TelemetryPipeline pipeline)
    {
        lock (Pipelines)
        {
            if (--pipeline._references > 0)
            {
                return;
            }

            Pipelines.Remove(pipeline.Key);
        }

        pipeline.Dispose();
    }

    public void Flush(TimeSpan timeout)
    {
        var milliseconds = (int)timeout.TotalMilliseconds;
        _providers.Tracing?.ForceFlush(milliseconds);
        _providers.Metrics?.ForceFlush(milliseconds);
        if (Key.Otlp is not null)
        {
            _logging.GetService<LoggerProvider>()?.ForceFlush(milliseconds);
        }
    }

    public void Dispose()
    {
        _providers.Dispose();
        _logging.Dispose();
        Source.Dispose();
        Meter.Dispose();
    }

    /// <summary>Null without an exporter: a source to which no provider listens costs nothing.</summary>
    private static Action<TracerProviderBuilder>? ConfigureTracing(TelemetryKey key) =>
        key.Otlp is null && key.Options.ConfigureTracing is null ? null : builder => Configure(builder, key);

    private static void Configure(TracerProviderBuilder builder, TelemetryKey key)
    {
        builder.SetResourceBuilder(key.Resource.ToBuilder()).AddSource(key.Resource.ServiceName);
        if (key.Options.HostedSource is { } hosted)
        {
            builder.AddSource(hosted);
        }

        if (key.Otlp is { } otlp)
        {
            builder.AddOtlpExporter(options =>
            {
                Point(options, otlp, "traces");
                options.BatchExportProcessorOptions.ScheduledDelayMilliseconds = (int)otlp.SpanDelay.TotalMilliseconds;
            });
        }

        key.Options.ConfigureTracing?.Invoke(builder);
    }

    private static Action<MeterProviderBuilder>? ConfigureMetrics(TelemetryKey key) =>
        key.Otlp is null && key.Options.ConfigureMetrics is null ? null : builder => Configure(builder, key);

    private static void Configure(MeterProviderBuilder builder, TelemetryKey key)
    {
        builder.SetResourceBuilder(key.Resource.ToBuilder()).AddMeter(key.Resource.ServiceName);
        if (key.Options.OwnsProcess)
        {
            builder.AddMeter("System.Runtime");
        }

        if (key.Options.HostedSource is { } hosted)
        {
            builder.AddMeter(hosted);
        }

        if (key.Otlp is { } otlp)
        {
            builder.AddOtlpExporter((options, reader) =>
            {
                Point(options, otlp, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds =
                    (int)otlp.MetricInterval.TotalMilliseconds;
            });
        }

        key.Options.ConfigureMetrics?.Invoke(builder);
    }

    // A container of its own instead of LoggerFactory.Create, which would not hand out the provider to flush.
    private static ServiceProvider BuildLogging(TelemetryKey key) => new ServiceCollection()
        .AddLogging(logging =>
        {
            var output = key.Options.LogOutput ?? Console.Out;
            logging.SetMinimumLevel(key.LogLevel);
            logging.AddProvider(new JsonLineLoggerProvider(key.Resource.ServiceName, output));
            if (key.Otlp is not { } otlp)
            {
                return;
            }

            logging.AddOpenTelemetry(options =>
            {
                options.IncludeFormattedMessage = true;
                options.SetResourceBuilder(key.Resource.ToBuilder());
                options.AddOtlpExporter(exporter => Point(exporter, otlp, "logs"));
            });
        })
        .BuildServiceProvider();

    // Every value is set, as an option left alone would take the process's own OTEL_* variable.
    private static void Point(OtlpExporterOptions options, OtlpSettings otlp, string signal)
    {
        options.Endpoint = otlp.EndpointOf(signal);
        options.Protocol = otlp.Protocol;
        options.Headers = otlp.Headers;
    }
}
