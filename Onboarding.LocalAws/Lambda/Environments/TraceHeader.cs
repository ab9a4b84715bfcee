using System.Diagnostics;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// <c>Lambda-Runtime-Trace-Id</c> in X-Ray's form, for example
/// <c>Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1</c>
/// (https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader). The root is the
/// W3C trace id with dashes: that is how OpenTelemetry's propagator reads it back.
/// </summary>
internal static class TraceHeader
{
    public static string From(ActivityContext context) =>
        Format(
            context.TraceId.ToHexString(),
            context.SpanId.ToHexString(),
            context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));

    /// <summary>Lambda sends the header even where tracing is off.</summary>
    public static string Unsampled(RandomSource random) =>
        Format(random.NextGuid().ToString("N"), random.NextGuid().ToString("N")[..16], isSampled: false);

    private static string Format(string traceId, string parentId, bool isSampled) =>
        $"Root=1-{traceId.AsSpan(0, 8)}-{traceId.AsSpan(8)};Parent={parentId};Sampled={(isSampled ? '1' : '0')}";
}
