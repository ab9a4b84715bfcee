using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Json;

/// <summary>Makes immutable JSON values: what states pass on.</summary>
internal static class JsonValue
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = PlainJsonEncoder.Instance,
        SkipValidation = true,
        MaxDepth = 1000,
    };

    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = 1000 };

    /// <summary>
    /// A value is written inside of another where functions are nested, so a thread's writer may be taken.
    /// </summary>
    [ThreadStatic]
    private static Scratch? _scratch;

    public static JsonElement Null { get; } = Parse("null"u8.ToArray());

    public static JsonElement True { get; } = Parse("true"u8.ToArray());

    public static JsonElement False { get; } = Parse("false"u8.ToArray());

    public static JsonElement EmptyObject { get; } = Parse("{}"u8.ToArray());

    /// <param name="utf8">Belongs to the value from here on.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8) => JsonDocument.Parse(utf8, ReadOptions).RootElement;

    public static JsonElement Of(bool value) => value ? True : False;

    public static JsonElement Of(long value) => Write(value, static (writer, v) => writer.WriteNumberValue(v));

    public static JsonElement Of(string value) => Write(value, static (writer, v) => writer.WriteStringValue(v));

    public static JsonElement Of(IReadOnlyCollection<JsonElement> items) => Write(items, static (writer, all) =>
    {
        writer.WriteStartArray();
        foreach (var item in all)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    public static JsonElement Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var scratch = _scratch ?? new Scratch();
        _scratch = null;
        scratch.Buffer.ResetWrittenCount();
        scratch.Writer.Reset(scratch.Buffer);
        write(scratch.Writer, state);
        scratch.Writer.Flush();
        var value = Parse(scratch.Buffer.WrittenSpan.ToArray());
        _scratch = scratch;
        return value;
    }

    /// <returns>The value's JSON, without white space.</returns>
    public static string TextOf(JsonElement value) => Encoding.UTF8.GetString(Utf8Of(Compact(value)));

    /// <returns>The text of a string, and the JSON of any other value.</returns>
    public static string PlainTextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : TextOf(value);

    /// <returns>The size that AWS's limit of 256 KiB counts: UTF-8, without white space.</returns>
    public static int SizeBytesOf(JsonElement value) => Utf8Of(value).Length;

    private static JsonElement Compact(JsonElement value) =>
        Write(value, static (writer, v) => v.WriteTo(writer));

    private static ReadOnlySpan<byte> Utf8Of(JsonElement value) => JsonMarshal.GetRawUtf8Value(value);

    private sealed class Scratch
    {
        public Scratch() => Writer = new Utf8JsonWriter(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(1024);

        public Utf8JsonWriter Writer { get; }
    }
}
