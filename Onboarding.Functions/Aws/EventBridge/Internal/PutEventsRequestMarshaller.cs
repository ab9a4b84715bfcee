using System.Buffers;
using System.Text.Json;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.EventBridge.Internal;

/// <summary>
/// <c>X-Amz-Target: AWSEvents.PutEvents</c> with
/// <c>{"Entries":[{"Source":"…","DetailType":"…","Detail":"{…}","Time":1795176000.5}]}</c>.
/// </summary>
internal sealed class PutEventsRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static PutEventsRequestMarshaller Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("Entries");
            foreach (var entry in ((PutEventsRequest)input).Entries ?? [])
            {
                Write(json, entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var request = new DefaultRequest(input, "Amazon.EventBridge")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = buffer.WrittenSpan.ToArray(),
        };
        request.Headers["X-Amz-Target"] = "AWSEvents.PutEvents";
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        return request;
    }

    private static void Write(Utf8JsonWriter json, PutEventsRequestEntry entry)
    {
        json.WriteStartObject();
        WriteText(json, "Detail", entry.Detail);
        WriteText(json, "DetailType", entry.DetailType);
        WriteText(json, "EventBusName", entry.EventBusName);
        if (entry.Resources is { Count: > 0 } resources)
        {
            json.WriteStartArray("Resources");
            foreach (var resource in resources)
            {
                json.WriteStringValue(resource);
            }

            json.WriteEndArray();
        }

        WriteText(json, "Source", entry.Source);
        if (entry.Time is { } time)
        {
            // Seconds since 1970, to the millisecond.
            var milliseconds = new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds();
            json.WriteNumber("Time", milliseconds / 1000m);
        }

        WriteText(json, "TraceHeader", entry.TraceHeader);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
