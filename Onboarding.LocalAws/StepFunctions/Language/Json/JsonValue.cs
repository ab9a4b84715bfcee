using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Json;

/// <summary>Makes immutable JSON values: what states pass on.</summary>
internal static class JsonValue
{
    /// <summary>A writer that has written more is left to the collector.</summary>
    private const int KeptSizeBytesMax = 1024 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = PlainJsonEncoder.Instance,
        SkipValidation = true,
        MaxDepth = 1000,
    };

    private static readonly JsonReaderOptions ReadOptions = new() { MaxDepth = 1000 };

    /// <summary>
    /// A thread's writers that are not in use: a value is written inside of another where functions are nested.
    /// </summary>
    [ThreadStatic]
    private static Scratch? _free;

    public static JsonElement Null { get; } = Parse("null"u8);

    public static JsonElement True { get; } = Parse("true"u8);

    public static JsonElement False { get; } = Parse("false"u8);

    public static JsonElement EmptyObject { get; } = Parse("{}"u8);

    /// <exception cref="JsonException">It is no JSON, or more than one value.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        // Not by JsonDocument.Parse, which rents its index from a pool and gets it back only where it is disposed.
        var reader = new Utf8JsonReader(utf8, ReadOptions);
        var value = JsonElement.ParseValue(ref reader);
        reader.Read();
        return value;
    }

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
        var scratch = _free ?? new Scratch();
        _free = scratch.Next;
        scratch.Buffer.ResetWrittenCount();
        scratch.Writer.Reset(scratch.Buffer);
        write(scratch.Writer, state);
        scratch.Writer.Flush();
        var value = Parse(scratch.Buffer.WrittenSpan);
        if (scratch.Buffer.Capacity <= KeptSizeBytesMax)
        {
            scratch.Next = _free;
            _free = scratch;
        }

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

        public Scratch? Next { get; set; }
    }
}
