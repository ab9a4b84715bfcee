using System.Buffers;
using System.Globalization;
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
    /// <summary>A detail's limit and the level around it.</summary>
    public static JsonDocumentOptions DocumentOptions { get; } = new() { MaxDepth = 1101 };

    public static ReadOnlyMemory<byte> Write(
        EventEntry entry, JsonElement detail, string id, DateTimeOffset now, AwsScope scope)
    {
        var body = new ArrayBufferWriter<byte>(512 + entry.Detail!.Length);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions with { MaxDepth = 1102 }))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, "0"u8);
            json.WriteString("id"u8, id);
            json.WriteString("detail-type"u8, entry.DetailType);
            json.WriteString("source"u8, entry.Source);
            json.WriteString("account"u8, scope.AccountId);
            json.WriteString("time"u8, (entry.Time ?? now).UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
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
}
