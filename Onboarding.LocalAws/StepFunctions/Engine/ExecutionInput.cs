using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>JSON that a caller hands over, as text and read.</summary>
internal readonly record struct ExecutionInput(ReadOnlyMemory<byte> Text, JsonElement Value)
{
    /// <summary>
    /// 256 KiB, of any input and output
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html).
    /// </summary>
    public const int SizeBytesMax = 256 * 1024;

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static ExecutionInput Parse(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return new ExecutionInput(utf8, JsonValues.Parse(utf8));
    }

    public static ExecutionInput Of(JsonElement value) => new(JsonValues.Utf8(value), value);
}

/// <summary>JSON values that outlive what they were read from.</summary>
internal static class JsonValues
{
    public static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, JsonWire.ReaderOptions);
        var value = JsonElement.ParseValue(ref reader);
        return reader.Read() ? throw new JsonException("There is more than one JSON value.") : value;
    }

    /// <summary>The value's own text.</summary>
    public static byte[] Utf8(JsonElement value) =>
        System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value).ToArray();

    public static int SizeBytes(JsonElement value) =>
        System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value).Length;
}
