using System.Globalization;
using Onboarding.ServiceDefaults.Tracing;
using OpenTelemetry.Resources;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>
/// Who sends: the resource attributes of one service, from its Lambda environment variables
/// (https://opentelemetry.io/docs/specs/semconv/resource/faas/).
/// </summary>
internal sealed record ServiceResource(string ServiceName, string? FunctionName, string? Region, int? MemoryMegabytes)
{
    public static ServiceResource From(IReadOnlyDictionary<string, string> environment)
    {
        var function = environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_NAME");
        var service = environment.GetValueOrDefault("OTEL_SERVICE_NAME") is { Length: > 0 } named
            ? named
            : function ?? environment.GetValueOrDefault("_HANDLER") ?? "unknown_service";
        var size = environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
        var known = int.TryParse(size, CultureInfo.InvariantCulture, out var memory);
        return new ServiceResource(
            service, function, environment.GetValueOrDefault("AWS_REGION"), known ? memory : null);
    }

    public ResourceBuilder ToBuilder()
    {
        List<KeyValuePair<string, object>> attributes = [];
        if (FunctionName is not null)
        {
            attributes.Add(new(SemanticConventions.Cloud.Provider, "aws"));
            attributes.Add(new(SemanticConventions.Cloud.Platform, "aws_lambda"));
            attributes.Add(new(SemanticConventions.Faas.Name, FunctionName));
        }

        if (Region is not null)
        {
            attributes.Add(new(SemanticConventions.Cloud.Region, Region));
        }
        // The convention counts bytes, Lambda megabytes.
        if (MemoryMegabytes is { } size)
        {
            attributes.Add(new(SemanticConventions.Faas.MaxMemory, size * 1024L * 1024L));
        }

        // CreateEmpty, not CreateDefault: the default reads OTEL_* of the process.
        return ResourceBuilder.CreateEmpty()
            .AddService(ServiceName, serviceNamespace: "onboarding", autoGenerateServiceInstanceId: false)
            .AddTelemetrySdk()
            .AddAttributes(attributes);
    }
}
