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
    /// <summary>
    /// As OTEL_RESOURCE_ATTRIBUTES has them: <c>key1=value1,key2=value2</c>, the values percent-encoded
    /// (https://opentelemetry.io/docs/specs/otel/resource/sdk/#specifying-resource-information-via-an-environment-variable).
    /// Text, so that equal settings make equal records. Aspire finds a service by its <c>service.instance.id</c>.
    /// </summary>
    public string Attributes { get; init; } = "";

    public static ServiceResource From(IReadOnlyDictionary<string, string> environment)
    {
        var function = environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_NAME");
        var service = environment.GetValueOrDefault("OTEL_SERVICE_NAME") is { Length: > 0 } named
            ? named
            : function ?? environment.GetValueOrDefault("_HANDLER") ?? "unknown_service";
        var size = environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
        var known = int.TryParse(size, CultureInfo.InvariantCulture, out var memory);
        return new ServiceResource(
            service, function, environment.GetValueOrDefault("AWS_REGION"), known ? memory : null)
        {
            Attributes = environment.GetValueOrDefault("OTEL_RESOURCE_ATTRIBUTES") ?? "",
        };
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

        attributes.AddRange(
            from attribute in Attributes.Split(',', StringSplitOptions.TrimEntries)
            where attribute.Contains('=', StringComparison.Ordinal)
            let parts = attribute.Split('=', 2)
            select new KeyValuePair<string, object>(parts[0], Uri.UnescapeDataString(parts[1])));

        // CreateEmpty, not CreateDefault: the default reads OTEL_* of the process.
        return ResourceBuilder.CreateEmpty()
            .AddService(ServiceName, serviceNamespace: "onboarding", autoGenerateServiceInstanceId: false)
            .AddTelemetrySdk()
            .AddAttributes(attributes);
    }
}
