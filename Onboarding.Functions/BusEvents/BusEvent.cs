using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Onboarding.Functions.BusEvents;

/// <summary>
/// An event of this application as a rule hands it on
/// (https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html):
/// <code>
/// {"version":"0","id":"…","detail-type":"completed","source":"onboarding.onboarding","account":"123456789012",
/// "time":"2026-11-20T12:00:00Z","region":"us-east-1","resources":[],
/// "detail":{"metadata":{"id":"…","traceparent":"…",…},"data":{"userId":"…",…}}}
/// </code>
/// </summary>
/// <param name="Id">
/// <c>detail.metadata.id</c>: the producer's, by which a subscriber tells a double. The bus gives each of two doubles
/// an <c>id</c> of its own.
/// </param>
/// <param name="OccurredAt">By <c>data.occurredAt</c>.</param>
/// <param name="Json">All of it, on one line.</param>
internal sealed record BusEvent(
    string Id, string Source, string DetailType, string UserId, string OccurredAt, string? Traceparent, string Json)
{
    /// <exception cref="JsonException">Not an event of the form that this application publishes.</exception>
    public static BusEvent Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return Parse(document.RootElement);
    }

    /// <exception cref="JsonException">Not an event of the form that this application publishes.</exception>
    public static BusEvent Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Parse(document.RootElement);
    }

    private static BusEvent Parse(JsonElement root)
    {
        var detail = Member(root, "detail");
        var metadata = Member(detail, "metadata");
        var data = Member(detail, "data");
        return new BusEvent(
            Required(metadata, "id"),
            Required(root, "source"),
            Required(root, "detail-type"),
            Required(data, "userId"),
            Required(data, "occurredAt"),
            Text(metadata, "traceparent"),
            OneLine(root));
    }

    private static string OneLine(JsonElement root)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            root.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Required(JsonElement owner, string name) =>
        Text(owner, name) is { Length: > 0 } text
            ? text
            : throw new JsonException($"The event has no '{name}': it is not one of this application's.");

    private static string? Text(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;
}
