using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>JSON settings that every service shares.</summary>
internal static class JsonWire
{
    /// <summary>
    /// AWS does not escape &lt; &gt; &amp; + or non-ASCII text in JSON. The bodies are never embedded in HTML.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Trailing tokens and comments are refused; depth is bounded against hostile input.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = 96 };

    /// <summary>A JSON object, as the body of a request.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a member that is a list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes members that are already JSON into the object that <paramref name="json"/> is in.</summary>
    public static void WriteMembers(Utf8JsonWriter json, string members)
    {
        using var parsed = JsonDocument.Parse("{" + members + "}");
        foreach (var member in parsed.RootElement.EnumerateObject())
        {
            member.WriteTo(json);
        }
    }
}
