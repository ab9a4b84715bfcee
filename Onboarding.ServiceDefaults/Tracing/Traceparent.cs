using System.Diagnostics;

namespace Onboarding.ServiceDefaults.Tracing;

/// <summary>
/// The W3C trace context header, e.g. <c>00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01</c>
/// (https://www.w3.org/TR/trace-context/#traceparent-header).
/// </summary>
public static class Traceparent
{
    public static ActivityContext? Parse(string? value) =>
        value is not null
        && ActivityContext.TryParse(value, traceState: null, isRemote: true, out var context)
            ? context
            : null;

    public static string Format(ActivityContext context) =>
        $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{(byte)context.TraceFlags:x2}";
}
