using System.Text.Json;

namespace Onboarding.Functions.Enrich;

/// <summary>
/// What a registry says about a domain, from an RDAP answer (RFC 9083 §5.3):
/// <c>{"ldhName":"EXAMPLE.COM","handle":"…","status":["active"],"events":[{"eventAction":"registration",
/// "eventDate":"1995-08-14T04:00:00Z"}]}</c>. Contacts, which the answer may hold, are not read.
/// </summary>
internal sealed record DomainFacts(string Name, string? RegisteredAt, string? ExpiresAt, IReadOnlyList<string> Statuses)
{
    private const int StatusesMax = 16;

    /// <exception cref="JsonException">The document is not an RDAP domain.</exception>
    public static DomainFacts Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        using JsonDocument document = JsonDocument.Parse(utf8);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The RDAP answer is not an object.");
        }

        return new DomainFacts(name, EventDate(root, "registration"), EventDate(root, "expiration"), StatusesOf(root));
    }

    private static string? EventDate(JsonElement root, string action)
    {
        if (!root.TryGetProperty("events", out JsonElement events) || events.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (JsonElement entry in events.EnumerateArray())
        {
            if (Text(entry, "eventAction") == action)
            {
                return Text(entry, "eventDate");
            }
        }

        return null;
    }

    private static List<string> StatusesOf(JsonElement root)
    {
        List<string> statuses = [];
        if (!root.TryGetProperty("status", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return statuses;
        }

        foreach (JsonElement status in list.EnumerateArray())
        {
            if (status.ValueKind == JsonValueKind.String && statuses.Count < StatusesMax)
            {
                statuses.Add(status.GetString()!);
            }
        }

        return statuses;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
