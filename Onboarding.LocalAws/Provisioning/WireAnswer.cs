using System.Text.Json;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>The answer of one AWS call, error or not.</summary>
/// <param name="ErrorType">Where the REST-JSON protocol names an error: a header.</param>
internal readonly record struct WireAnswer(int Status, byte[] Body, string? ErrorType)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>
    /// The code of an error: of JSON, `com.amazonaws.dynamodb.v20120810#ResourceInUseException` without its prefix,
    /// of a header, or of S3's XML. Null for anything else: gateways answer in HTML.
    /// </summary>
    public string? ErrorCode =>
        ErrorType ?? (ReadText("__type") is { } type ? type[(type.IndexOf('#') + 1)..] : ReadXmlCode());

    public string Describe()
    {
        string? message = ReadText("message") ?? ReadText("Message");
        string text = message ?? System.Text.Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 500)));
        return $"{Status} {ErrorCode} {text}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
    }

    public JsonDocument ParseJson() => JsonDocument.Parse(Body);

    private string? ReadXmlCode()
    {
        const string start = "<Code>";
        string text = System.Text.Encoding.UTF8.GetString(Body);
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int to = text.IndexOf("</Code>", StringComparison.Ordinal);
        return from >= start.Length && to > from ? text[from..to] : null;
    }

    private string? ReadText(string property)
    {
        if (Body.Length == 0 || Body[0] != (byte)'{')
        {
            return null;
        }

        try
        {
            using JsonDocument document = ParseJson();
            return document.RootElement.TryGetProperty(property, out JsonElement value)
                && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            // Not JSON after all; Describe shows the text as it came.
            return null;
        }
    }
}
