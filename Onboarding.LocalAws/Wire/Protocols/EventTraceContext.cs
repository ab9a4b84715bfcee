using System.Diagnostics;
using System.Text.Json;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// The trace that an event belongs to. The header of PutEvents is not part of the delivered event, so producers carry
/// the context in <c>detail.metadata.traceparent</c>, and that comes first.
/// </summary>
internal static class EventTraceContext
{
    /// <returns>Default where the event names none.</returns>
    public static ActivityContext Of(JsonElement detail, string? traceHeader)
    {
        if (detail.ValueKind == JsonValueKind.Object
            && detail.TryGetProperty("metadata"u8, out var metadata) && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty("traceparent"u8, out var traceparent)
            && traceparent.ValueKind == JsonValueKind.String
            && ActivityContext.TryParse(traceparent.GetString(), traceState: null, isRemote: true, out var context))
        {
            return context;
        }

        return traceHeader is not null && ActivityContext.TryParse(
            ToTraceparent(traceHeader), traceState: null, isRemote: true, out context) ? context : default;
    }

    /// <summary>
    /// <c>Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1</c>
    /// (https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader) as W3C's.
    /// </summary>
    private static string? ToTraceparent(string traceHeader)
    {
        string? traceId = null, parent = null;
        var flags = "00";
        foreach (var part in traceHeader.Split(';', StringSplitOptions.TrimEntries))
        {
            switch (part.Split('=', 2))
            {
                case ["Root", var root] when root.Split('-') is ["1", { Length: 8 } time, { Length: 24 } rest]:
                    traceId = time + rest;
                    break;
                case ["Parent", var id]:
                    parent = id;
                    break;
                case ["Sampled", "1"]:
                    flags = "01";
                    break;
            }
        }

        return traceId is null || parent is null ? null : $"00-{traceId}-{parent}-{flags}";
    }
}
