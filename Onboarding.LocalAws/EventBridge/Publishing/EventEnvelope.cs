using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>
/// An event as targets get it (https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html):
/// <code>
/// {"version":"0","id":"…","detail-type":"signup","source":"shop.idp","account":"123456789012",
/// "time":"2026-11-20T12:00:00Z","region":"us-east-1","resources":[],"detail":{…}}
/// </code>
/// </summary>
internal static class EventEnvelope
{
    /// <summary>A detail's limit and the level around it; the writer counts one more.</summary>
    public static JsonDocumentOptions DocumentOptions { get; } = new() { MaxDepth = 1101 };

    private static JsonWriterOptions WriterOptions { get; } = JsonWire.WriterOptions with { MaxDepth = 1102 };

    /// <summary>Of an entry that is not a client's.</summary>
    public static ReadOnlyMemory<byte> Write(EventEntry entry, string id, DateTimeOffset now, AwsScope scope)
    {
        using var detail = JsonDocument.Parse(entry.Detail!);
        return Write(entry, detail.RootElement, id, now, scope);
    }

    public static ReadOnlyMemory<byte> Write(
        EventEntry entry, JsonElement detail, string id, DateTimeOffset now, AwsScope scope)
    {
        var body = new ArrayBufferWriter<byte>(512 + entry.Detail!.Length);
        using (var json = new Utf8JsonWriter(body, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, "0"u8);
            json.WriteString("id"u8, id);
            json.WriteString("detail-type"u8, entry.DetailType);
            json.WriteString("source"u8, entry.Source);
            json.WriteString("account"u8, scope.AccountId);
            json.WriteString("time"u8, TimeOf(entry.Time ?? now));
            json.WriteString("region"u8, scope.Region);
            json.WriteStartArray("resources"u8);
            foreach (var resource in entry.Resources)
            {
                json.WriteStringValue(resource);
            }

            json.WriteEndArray();
            json.WritePropertyName("detail"u8);
            detail.WriteTo(json);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    public static string TimeOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An event, or a part of one, without what is between its tokens.</summary>
    public static string Text(JsonElement value) => Rewrite(json => value.WriteTo(json));

    /// <summary>An event as a replay sends it: with <c>replay-name</c> behind its region (recorded).</summary>
    public static ReadOnlyMemory<byte> Replayed(JsonElement @event, string replay) =>
        Encoding.UTF8.GetBytes(Rewrite(json =>
        {
            json.WriteStartObject();
            foreach (var member in @event.EnumerateObject())
            {
                member.WriteTo(json);
                if (member.NameEquals("region"u8))
                {
                    json.WriteString("replay-name"u8, replay);
                }
            }

            json.WriteEndObject();
        }));

    /// <summary>
    /// An event without its detail, as an input transformer's <c>aws.events.event</c> has it. The names are recorded:
    /// <c>detailType</c>.
    /// </summary>
    public static string Head(JsonElement @event) => Rewrite(json =>
    {
        json.WriteStartObject();
        foreach (var member in @event.EnumerateObject().Where(member => !member.NameEquals("detail"u8)))
        {
            json.WritePropertyName(member.NameEquals("detail-type"u8) ? "detailType" : member.Name);
            member.Value.WriteTo(json);
        }

        json.WriteEndObject();
    });

    private static string Rewrite(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, WriterOptions))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
