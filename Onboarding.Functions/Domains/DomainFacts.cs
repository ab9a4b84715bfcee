using System.Globalization;
using System.Text.Json;

namespace Onboarding.Functions.Domains;

/// <summary>
/// What a registry says about a domain, from an RDAP answer (RFC 9083 §5.3):
/// <c>{"objectClassName":"domain","ldhName":"EXAMPLE.COM","status":["active"],"events":[{"eventAction":"registration",
/// "eventDate":"1995-08-14T04:00:00Z"}]}</c>. Contacts, which the answer may hold, are not read.
/// </summary>
/// <remarks>
/// The answer is a stranger's and is kept for hours and in the user's item: what does not look like RDAP, or has more
/// or longer strings than a registry needs, is refused as a whole rather than cut to size.
/// </remarks>
internal sealed record DomainFacts(string Name, string? RegisteredAt, string? ExpiresAt, IReadOnlyList<string> Statuses)
{
    /// <summary>IANA lists some thirty values, of which few hold at once
    /// (https://www.iana.org/assignments/rdap-json-values).</summary>
    private const int StatusesMax = 24;
    private const int StatusLengthMax = 64;

    /// <summary>RFC 3339 with fractions and an offset takes 35.</summary>
    private const int DateLengthMax = 40;

    private const int EventsMax = 64;
    private const int DepthMax = 24;

    /// <exception cref="JsonException">The document is not an RDAP domain.</exception>
    public static DomainFacts Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = DepthMax });
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "objectClassName") != "domain")
        {
            throw new JsonException("The answer is not an RDAP domain.");
        }

        var events = Items(root, "events", EventsMax);
        return new DomainFacts(
            name,
            EventDate(events, "registration"),
            EventDate(events, "expiration"),
            Items(root, "status", StatusesMax).ConvertAll(StatusOf));
    }

    private static string? EventDate(List<JsonElement> events, string action)
    {
        foreach (var entry in events)
        {
            if (Text(entry, "eventAction") == action)
            {
                var date = Text(entry, "eventDate");
                return date is { Length: <= DateLengthMax } && IsDate(date)
                    ? date
                    : throw new JsonException("An event of the RDAP answer has no date.");
            }
        }

        return null;
    }

    private static bool IsDate(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static string StatusOf(JsonElement status)
    {
        var text = status.ValueKind == JsonValueKind.String ? status.GetString()! : "";
        return text.Length is > 0 and <= StatusLengthMax && !text.Any(char.IsControl)
            ? text
            : throw new JsonException("A status of the RDAP answer is not one.");
    }

    /// <summary>Empty where there is no such member.</summary>
    private static List<JsonElement> Items(JsonElement root, string name, int countMax)
    {
        if (!root.TryGetProperty(name, out var list))
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= countMax
            ? [.. list.EnumerateArray()]
            : throw new JsonException($"The RDAP answer's {name} is no list, or too long a one.");
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
