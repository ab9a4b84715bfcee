using System.Globalization;
using OpenTelemetry.Exporter;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>
/// Where telemetry goes, read from the environment that a service was given. Never read from the process: several
/// services share one process when a developer runs the stack, each with settings of its own.
/// Names: https://opentelemetry.io/docs/specs/otel/protocol/exporter/.
/// </summary>
public sealed record OtlpSettings(Uri Endpoint, OtlpExportProtocol Protocol, string Headers)
{
    /// <summary>How long a span may wait to be sent with others: OTEL_BSP_SCHEDULE_DELAY, in milliseconds.</summary>
    public TimeSpan SpanDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often metrics are sent: OTEL_METRIC_EXPORT_INTERVAL, in milliseconds.</summary>
    public TimeSpan MetricInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Null when no endpoint is set; a wrong value becomes a sentence in <paramref name="faults"/>.</summary>
    public static OtlpSettings? Parse(IReadOnlyDictionary<string, string> environment, ICollection<string> faults)
    {
        var endpoint = environment.GetValueOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT");
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            return null;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            faults.Add($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}', which is not an http or https address.");
            return null;
        }

        var name = environment.GetValueOrDefault("OTEL_EXPORTER_OTLP_PROTOCOL");
        var protocol = ParseProtocol(name, address);
        if (protocol is not { } known)
        {
            faults.Add("OTEL_EXPORTER_OTLP_PROTOCOL must be grpc or http/protobuf.");
            return null;
        }

        var settings = new OtlpSettings(
            address, known, environment.GetValueOrDefault("OTEL_EXPORTER_OTLP_HEADERS") ?? "");
        return settings with
        {
            SpanDelay = Milliseconds("OTEL_BSP_SCHEDULE_DELAY", environment, faults) ?? settings.SpanDelay,
            MetricInterval =
                Milliseconds("OTEL_METRIC_EXPORT_INTERVAL", environment, faults) ?? settings.MetricInterval,
        };
    }

    /// <summary>
    /// The address of one signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>): over HTTP each has its own path below
    /// the base, over gRPC the method name is the path.
    /// </summary>
    internal Uri EndpointOf(string signal) =>
        Protocol == OtlpExportProtocol.Grpc
            ? Endpoint
            : new Uri($"{Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");

    /// <summary>Null where it is not set.</summary>
    private static TimeSpan? Milliseconds(
        string name, IReadOnlyDictionary<string, string> environment, ICollection<string> faults)
    {
        if (environment.GetValueOrDefault(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0)
        {
            return TimeSpan.FromMilliseconds(value);
        }

        faults.Add($"{name} must be a number of milliseconds.");
        return null;
    }

    // 4317 is the registered port for gRPC and 4318 for HTTP; without a protocol the port says what is meant.
    private static OtlpExportProtocol? ParseProtocol(string? value, Uri address) => value switch
    {
        null or "" => address.Port == 4318 ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc,
        "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        _ => null,
    };
}
