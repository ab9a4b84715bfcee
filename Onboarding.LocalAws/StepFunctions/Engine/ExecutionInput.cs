using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

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
        return new ExecutionInput(utf8, JsonValue.Parse(utf8));
    }

    public static ExecutionInput Of(JsonElement value) => new(JsonText.Of(value), value);
}

/// <summary>The JSON of values.</summary>
internal static class JsonText
{
    public static byte[] Of(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).ToArray();
}
