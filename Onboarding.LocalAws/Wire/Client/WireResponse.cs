using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.Wire.Client;

/// <summary>The response to one AWS call, error or not.</summary>
/// <param name="ErrorType">Where the REST-JSON protocol names an error: a header.</param>
internal readonly record struct WireResponse(string Operation, int Status, byte[] Body, string? ErrorType)
{
    /// <summary>All headers of the response.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>
    /// The code of an error: of JSON, `com.amazonaws.dynamodb.v20120810#ResourceInUseException` without its prefix,
    /// of a header, or of S3's XML. Null for anything else: gateways answer in HTML.
    /// </summary>
    public string? ErrorCode =>
        ErrorType ?? (ReadText("__type") is { } type ? type[(type.IndexOf('#') + 1)..] : ReadXmlCode());

    /// <summary>What an error says; empty where it says nothing.</summary>
    public string ErrorMessage => ReadText("message") ?? ReadText("Message") ?? "";

    /// <summary>Null where it is not there.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <param name="unless">The code of an error that is no failure: the resource is there already.</param>
    /// <exception cref="WireException">The endpoint refused the call.</exception>
    public WireResponse MustSucceed(string? unless = null) => IsSuccess || (unless is not null && ErrorCode == unless)
        ? this
        : throw new WireException($"{Operation}: {Describe()}");

    /// <summary>A member of a JSON body, as in `UserPool`, `Id`.</summary>
    /// <exception cref="WireException">It is not there: the endpoint is not what it should be.</exception>
    public JsonElement Member(params ReadOnlySpan<string> path) => FindMember(path)
        ?? throw new WireException(
            $"{Operation}: the response has no '{string.Join('.', path)}', which AWS gives: {Describe()}");

    /// <inheritdoc cref="Member"/>
    public string Text(params ReadOnlySpan<string> path) =>
        Member(path) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw new WireException(
            $"{Operation}: the response's '{string.Join('.', path)}' is not a text: {Describe()}");

    /// <summary>Null where it is not there.</summary>
    public JsonElement? FindMember(params ReadOnlySpan<string> path)
    {
        if (ParseJson() is not { } element)
        {
            return null;
        }

        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    /// <summary>One line of what an error says.</summary>
    public string Describe()
    {
        var message = ReadText("message") ?? ReadText("Message");
        var text = message ?? Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 500)));
        return $"{Status} {ErrorCode} {text}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
    }

    private string? ReadXmlCode()
    {
        const string start = "<Code>";
        var text = Encoding.UTF8.GetString(Body);
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf("</Code>", StringComparison.Ordinal);
        return from >= start.Length && to > from ? text[from..to] : null;
    }

    private string? ReadText(string property) =>
        FindMember(property) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Null for what is not JSON, such as XML or a gateway's HTML; Describe shows it as it came.</summary>
    private JsonElement? ParseJson()
    {
        if (Body.Length == 0 || Body[0] != (byte)'{')
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
