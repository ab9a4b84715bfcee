using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.EventSources.Shards;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// A record as GetRecords answers it, made one as Lambda events carry it: an event also names its source, and spells
/// the members of userIdentity in lower case. All else is passed on as the endpoint wrote it.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
/// https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
/// </summary>
internal static class RemoteRecord
{
    /// <summary>The item's own W3C traceparent, where its writer puts one.</summary>
    private const string TraceAttribute = "trace";

    /// <param name="record">
    /// <c>{"eventID":"…","eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1795329180,"Keys":{…},…}}</c>;
    /// the time may have a fraction.
    /// </param>
    public static ShardRecord Read(JsonElement record, string streamArn)
    {
        var change = record.GetProperty("dynamodb");
        var createdAt = change.GetProperty("ApproximateCreationDateTime").GetDouble();
        return new ShardRecord(
            change.GetProperty("SequenceNumber").GetString()!,
            DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(createdAt),
            HashOf(change.GetProperty("Keys")),
            Write(record, streamArn))
        {
            Writer = WriterOf(change),
        };
    }

    /// <summary>
    /// Which span wrote a record is remembered by this host's own DynamoDB alone; an item that carries its trace says
    /// it by itself.
    /// </summary>
    private static SpanOrigin? WriterOf(JsonElement change) =>
        change.TryGetProperty("NewImage", out var image)
        && image.TryGetProperty(TraceAttribute, out var trace)
        && trace.TryGetProperty("S", out var traceparent)
        && ActivityContext.TryParse(traceparent.GetString(), traceState: null, isRemote: true, out var context)
        && context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? new SpanOrigin(context)
            : null;

    /// <summary>Of the whole key: order is kept per item.</summary>
    private static uint HashOf(JsonElement keys)
    {
        var text = string.Concat(keys.EnumerateObject()
            .OrderBy(key => key.Name, StringComparer.Ordinal)
            .Select(key => $"{key.Name}={key.Value.GetRawText()};"));
        return Crc32C.Append(0, Encoding.UTF8.GetBytes(text));
    }

    private static byte[] Write(JsonElement record, string streamArn) => JsonWire.Object(json =>
    {
        foreach (var member in record.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            switch (member.Name)
            {
                case "dynamodb":
                    WriteChange(json, member.Value);
                    break;
                case "userIdentity" when member.Value.ValueKind == JsonValueKind.Object:
                    WriteIdentity(json, member.Value);
                    break;
                default:
                    member.Value.WriteTo(json);
                    break;
            }
        }

        json.WriteString("eventSourceARN"u8, streamArn);
    });

    private static void WriteIdentity(Utf8JsonWriter json, JsonElement identity)
    {
        json.WriteStartObject();
        foreach (var member in identity.EnumerateObject())
        {
            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(member.Name));
            member.Value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, JsonElement change)
    {
        json.WriteStartObject();
        foreach (var member in change.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            if (member.Name is "NewImage" or "OldImage")
            {
                WriteMap(json, member.Value);
            }
            else
            {
                member.Value.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, JsonElement map)
    {
        json.WriteStartObject();
        foreach (var attribute in map.EnumerateObject())
        {
            json.WritePropertyName(attribute.Name);
            WriteValue(json, attribute.Value);
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// Recorded of DynamoDB Local 3.3.0: in streams it writes an empty map as <c>{}</c>, without the <c>M</c> that
    /// AWS writes; empty lists, texts and binaries have their type.
    /// </summary>
    private static void WriteValue(Utf8JsonWriter json, JsonElement value)
    {
        json.WriteStartObject();
        if (!value.EnumerateObject().Any())
        {
            json.WriteStartObject("M"u8);
            json.WriteEndObject();
        }

        foreach (var typed in value.EnumerateObject())
        {
            json.WritePropertyName(typed.Name);
            switch (typed.Name)
            {
                case "M":
                    WriteMap(json, typed.Value);
                    break;
                case "L":
                    json.WriteStartArray();
                    foreach (var element in typed.Value.EnumerateArray())
                    {
                        WriteValue(json, element);
                    }

                    json.WriteEndArray();
                    break;
                default:
                    typed.Value.WriteTo(json);
                    break;
            }
        }

        json.WriteEndObject();
    }
}
