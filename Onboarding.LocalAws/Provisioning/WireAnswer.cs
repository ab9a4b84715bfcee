using System.Text.Json;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>The answer of one AWS call, error or not.</summary>
internal readonly record struct WireAnswer(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>
    /// The code of a JSON error, `com.amazonaws.dynamodb.v20120810#ResourceInUseException` without its prefix; else
    /// null, since S3 answers in XML and gateways in HTML.
    /// </summary>
    public string? ErrorCode => ReadText("__type") is { } type ? type[(type.IndexOf('#') + 1)..] : null;

    public string Describe()
    {
        string? message = ReadText("message") ?? ReadText("Message");
        string text = message ?? System.Text.Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 500)));
        return $"{Status} {ErrorCode} {text}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
    }

    public JsonDocument ParseJson() => JsonDocument.Parse(Body);

    private string? ReadText(string property)
    {
        if (Body.Length == 0 || Body[0] != (byte)'{') return null;
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
