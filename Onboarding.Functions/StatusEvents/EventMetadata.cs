using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.EventBridge.Model;

namespace Onboarding.Functions.StatusEvents;

/// <summary>
/// What each event of this application says of itself: <c>{"metadata":{"id":"…","domain":"onboarding",
/// "application":"…","event_type":"completed","version":"1.0","traceparent":"…"},"data":{…}}</c>. Its source is
/// <c>{application}.{domain}</c>, its detail type the event type.
/// </summary>
/// <param name="Id">By it a subscriber tells a repetition.</param>
/// <param name="Traceparent">Left out where it is null.</param>
internal sealed record EventMetadata(string Id, string Domain, string EventType, string? Traceparent)
{
    /// <param name="occurredAt">As the Users table has times; null is the time of the publication.</param>
    /// <param name="data">Writes the members of <c>data</c>.</param>
    public PutEventsRequestEntry ToEntry(BusSettings bus, string? occurredAt, Action<Utf8JsonWriter> data) => new()
    {
        EventBusName = bus.EventBus,
        Source = $"{bus.Application}.{Domain}",
        DetailType = EventType,
        Time = DateTimeOffset.TryParse(occurredAt, CultureInfo.InvariantCulture, out var time)
            ? time.UtcDateTime
            : null,
        Detail = Detail(bus.Application, data),
    };

    private string Detail(string application, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteString("id", Id);
            json.WriteString("domain", Domain);
            json.WriteString("application", application);
            json.WriteString("event_type", EventType);
            json.WriteString("version", "1.0");
            if (Traceparent is not null)
            {
                json.WriteString("traceparent", Traceparent);
            }

            json.WriteEndObject();
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
