// OpenTelemetry.Extensions.Hosting 1.20.1, as far as Onboarding.ServiceDefaults uses it.
#nullable enable
#pragma warning disable CS1591, CS8597, IDE0060

using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.DependencyInjection
{
    // https://github.com/open-telemetry/opentelemetry-dotnet/blob/09de2b69dcde422f90a0311963c36ff16e73444a/src/OpenTelemetry.Extensions.Hosting/.publicApi/Stable/PublicAPI.Shipped.txt
    public static class OpenTelemetryServicesExtensions
    {
        public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services) => throw null;
    }
}

namespace OpenTelemetry
{
    // https://github.com/open-telemetry/opentelemetry-dotnet/blob/09de2b69dcde422f90a0311963c36ff16e73444a/src/OpenTelemetry.Extensions.Hosting/.publicApi/Stable/PublicAPI.Shipped.txt
    public sealed class OpenTelemetryBuilder
    {
        public OpenTelemetryBuilder WithMetrics(Action<MeterProviderBuilder> configure) => throw null;

        public OpenTelemetryBuilder WithTracing(Action<TracerProviderBuilder> configure) => throw null;
    }
}
