using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.EventSources.Windows;

/// <summary>
/// The event of a batch in a window: the records, and behind them what the window is
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html#streams-tumbling-processing).
/// <code>{"Records":[…],"window":{"start":"…","end":"…"},"state":{…},"shardId":"…","eventSourceARN":"…",
/// "isFinalInvokeForWindow":false,"isWindowTerminatedEarly":false}</code>
/// </summary>
internal static class WindowPayload
{
    /// <param name="records">The event without a window, <c>{"Records":[…]}</c>.</param>
    public static ReadOnlyMemory<byte> Of(
        ReadOnlySpan<byte> records, TumblingWindow window, IStreamSource source, bool isFinal)
    {
        var body = new ArrayBufferWriter<byte>(records.Length + window.State.Length + 512);
        // The records are written already; only their closing brace comes later.
        body.Write(records[..^1]);
        body.Write(","u8);
        var members = new ArrayBufferWriter<byte>(window.State.Length + 512);
        using (var json = new Utf8JsonWriter(members, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteStartObject("window"u8);
            json.WriteString("start"u8, Time(window.Start));
            json.WriteString("end"u8, Time(window.End));
            json.WriteEndObject();
            json.WritePropertyName("state"u8);
            json.WriteRawValue(window.State.Span);
            json.WriteString("shardId"u8, source.ShardId);
            json.WriteString("eventSourceARN"u8, source.StreamArn);
            json.WriteBoolean("isFinalInvokeForWindow"u8, isFinal);
            json.WriteBoolean("isWindowTerminatedEarly"u8, isFinal && window.IsTooLarge);
            json.WriteEndObject();
        }

        body.Write(members.WrittenSpan[1..]);
        return body.WrittenMemory;
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
