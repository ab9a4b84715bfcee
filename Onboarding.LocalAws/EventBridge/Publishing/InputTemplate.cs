using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>
/// The text of an input transformer, cut at its placeholders. A template that is a JSON object or list yields JSON
/// without the spaces between its parts; any other is one or more texts in quotes, and stays as it is:
/// <code>
/// {"id": &lt;id>, "note": "\"&lt;id>\" of &lt;rule>"}   →  {"id":"u1","note":"\"u1\" of all"}
/// "user &lt;id> of &lt;list>"                        →  "user u1 of [a,b]"
/// </code>
/// What the values become is recorded: a value outside of quotes is JSON, one that the event does not have is empty;
/// inside of quotes a text stands as it is, without escapes ("EventBridge doesn't escape values extracted by Input
/// Path"), and an object or a list loses its quotes in a text template. So a JSON template can become no JSON, and its
/// event is not delivered.
/// </summary>
internal sealed class InputTemplate
{
    public const int LengthMax = 8192;

    private readonly List<Part> _parts = [];

    private InputTemplate(string template) => IsJson = template.AsSpan().TrimStart() is ['{' or '[', ..];

    /// <summary>Of the placeholders, in the order in which they stand.</summary>
    public IEnumerable<string> Names => _parts.Where(part => part.IsName).Select(part => part.Text);

    public bool IsObject => IsJson && _parts[0].Text.TrimStart()[0] == '{';

    /// <summary>Whether it is an object or a list.</summary>
    private bool IsJson { get; }

    /// <summary>A bracket without its other one is a character like any other.</summary>
    public static InputTemplate Parse(string template)
    {
        var parsed = new InputTemplate(template);
        var isQuoted = false;
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf('<', at);
            var close = open < 0 ? -1 : template.IndexOf('>', open);
            var end = close < 0 ? template.Length : open;
            isQuoted ^= IsOdd(template.AsSpan(at, end - at));
            parsed._parts.Add(new Part(template[at..end], IsName: false, isQuoted));
            if (close >= 0)
            {
                parsed._parts.Add(new Part(template[(open + 1)..close], IsName: true, isQuoted));
                end = close + 1;
            }

            at = end;
        }

        return parsed;
    }

    /// <summary>Whether JSON comes of it, or a sequence of it, where no value spoils it.</summary>
    public bool IsValid =>
        Written(_ => "1") is var sample && (IsJson ? Minified(sample) is not null : IsSequence(sample));

    /// <param name="valueOf">The JSON of a name; null where the event has no such part.</param>
    /// <returns>Null where a value makes it no JSON.</returns>
    public string? Apply(Func<string, string?> valueOf)
    {
        var written = Written(valueOf);
        return IsJson ? Minified(written) : written;
    }

    /// <summary>Whether a text has an odd number of quotes that no backslash escapes.</summary>
    private static bool IsOdd(ReadOnlySpan<char> text)
    {
        var isOdd = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else
            {
                isOdd ^= text[i] == '"';
            }
        }

        return isOdd;
    }

    private string Written(Func<string, string?> valueOf)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(
                !part.IsName ? part.Text
                : part.IsQuoted ? Quoted(valueOf(part.Text))
                : valueOf(part.Text) ?? "\"\"");
        }

        return text.ToString();
    }

    private string Quoted(string? json)
    {
        if (json is null)
        {
            return "";
        }

        using var document = JsonDocument.Parse(json, EventEnvelope.DocumentOptions);
        var value = document.RootElement;
        return value.ValueKind == JsonValueKind.String ? value.GetString()!
            : IsJson ? json
            : json.Replace("\"", "", StringComparison.Ordinal);
    }

    /// <returns>Null where the text is no JSON.</returns>
    private static string? Minified(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, EventEnvelope.DocumentOptions);
            return EventEnvelope.Text(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a text is a sequence of texts in quotes, or of the numbers that stand for values.</summary>
    private static bool IsSequence(string text)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            var isSequence = reader.Read();
            do
            {
                isSequence &= reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
            }
            while (isSequence && reader.Read());

            return isSequence;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <param name="Text">As it stands, or the name between the brackets.</param>
    private sealed record Part(string Text, bool IsName, bool IsQuoted);
}
