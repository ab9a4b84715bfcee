using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.Control;

/// <summary>
/// <c>GET /_localaws/event-sources</c> lists the mappings with state and lag;
/// <c>POST /_localaws/event-sources/{uuid}/pause|resume|step</c> holds deliveries back, for a developer who wants to
/// look at each batch; <c>…/redrive</c> and <c>…/replay?sequenceNumber=…</c> deliver records once more.
/// </summary>
internal sealed class EventSourcesPage(EventSourceMappings mappings, RedeliveryPage redelivery) : IControlPage
{
    public string Segment => "event-sources";

    public string Summary => "event source mappings: lag, pause, step, redrive";

    public ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        var parts = (rest.Value ?? "").Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (http.Request.Method, parts) switch
        {
            ("GET", []) => SendAsync(http, mappings.All),
            ("GET", [var uuid]) => WithMapping(http, uuid, _ => { }),
            ("POST", [var uuid, "pause"]) => WithMapping(http, uuid, m => m.Gate.Pause()),
            ("POST", [var uuid, "resume"]) => WithMapping(http, uuid, m => m.Gate.Resume()),
            ("POST", [var uuid, "step"]) => WithMapping(http, uuid, m => m.Gate.Step()),
            ("POST", [var uuid, "redrive"]) => redelivery.RedriveAsync(http, mappings.Find(uuid)),
            ("POST", [var uuid, "replay"]) => RedeliveryPage.ReplayAsync(http, mappings.Find(uuid)),
            _ => ControlEndpoint.RefuseAsync(
                http, 404, "GET event-sources[/{uuid}], POST event-sources/{uuid}/pause|resume|step|redrive|replay"),
        };
    }

    private ValueTask WithMapping(HttpContext http, string uuid, Action<IEventSourceMapping> act)
    {
        if (mappings.Find(uuid) is not { } mapping)
        {
            return ControlEndpoint.RefuseAsync(http, 404, $"there is no event source mapping {uuid}");
        }

        act(mapping);
        return SendAsync(http, [mapping]);
    }

    private static ValueTask SendAsync(HttpContext http, IReadOnlyList<IEventSourceMapping> list)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var mapping in list)
            {
                Write(json, mapping);
            }

            json.WriteEndArray();
        }

        return new AwsResponse(http, http.TraceIdentifier).SendAsync(200, "application/json", body.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, IEventSourceMapping mapping)
    {
        json.WriteStartObject();
        json.WriteString("uuid", mapping.Settings.Uuid);
        json.WriteString("function", mapping.Settings.FunctionName);
        json.WriteString("source", mapping.Settings.EventSourceArn);
        json.WriteString("state", !mapping.IsEnabled ? "disabled" : mapping.Gate.IsPaused ? "paused" : "running");
        json.WriteString("lastResult", mapping.LastProcessingResult);
        json.WriteNumber("lag", mapping.Lag);
        json.WriteNumber("open", mapping.OpenCount);
        json.WriteEndObject();
    }
}
