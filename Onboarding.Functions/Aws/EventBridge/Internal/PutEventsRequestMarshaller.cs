using System.Buffers;
using System.Text.Json;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.EventBridge.Internal;

/// <summary>
/// <c>X-Amz-Target: AWSEvents.PutEvents</c> with
/// <c>{"Entries":[{"EventBusName":"…","Source":"…","DetailType":"…","Detail":"{…}","Time":1795176000}]}</c>.
/// </summary>
internal sealed class PutEventsRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static PutEventsRequestMarshaller Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, (PutEventsRequest)input);
        var request = new DefaultRequest(input, "Amazon.EventBridge")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = buffer.WrittenSpan.ToArray(),
        };
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = "AWSEvents.PutEvents";
        return request;
    }

    private static void Write(Utf8JsonWriter json, PutEventsRequest request)
    {
        json.WriteStartObject();
        json.WriteStartArray("Entries");
        foreach (PutEventsRequestEntry entry in request.Entries ?? []) WriteEntry(json, entry);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, PutEventsRequestEntry entry)
    {
        json.WriteStartObject();
        WriteText(json, "Detail", entry.Detail);
        WriteText(json, "DetailType", entry.DetailType);
        WriteText(json, "EventBusName", entry.EventBusName);
        if (entry.Resources is { } resources)
        {
            json.WriteStartArray("Resources");
            foreach (string resource in resources) json.WriteStringValue(resource);
            json.WriteEndArray();
        }

        WriteText(json, "Source", entry.Source);
        if (entry.Time is { } time) json.WriteNumber("Time", new DateTimeOffset(time).ToUnixTimeSeconds());
        WriteText(json, "TraceHeader", entry.TraceHeader);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
