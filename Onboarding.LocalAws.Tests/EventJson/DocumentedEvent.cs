using System.Text.Json;

namespace Onboarding.LocalAws.Tests.EventJson;

/// <summary>
/// AWS's documented sample of an event, and whether another has the same names and JSON types, all the way down and in
/// both directions.
/// </summary>
internal sealed class DocumentedEvent
{
    private readonly JsonElement _sample;
    private readonly HashSet<string> _optional;
    private readonly HashSet<string> _maps;

    private DocumentedEvent(JsonElement file)
    {
        _sample = file.GetProperty("sample");
        _optional = Names(file, "optional");
        _maps = Names(file, "maps");
    }

    /// <param name="name">Of the file in the folder Samples.</param>
    public static DocumentedEvent Named(string name)
    {
        using var stream = typeof(DocumentedEvent).Assembly.GetManifestResourceStream($"EventJson/{name}")!;
        using var document = JsonDocument.Parse(stream);
        return new DocumentedEvent(document.RootElement.Clone());
    }

    public void Matches(string json)
    {
        using var document = JsonDocument.Parse(json);
        var differences = new List<string>();
        Compare(_sample, document.RootElement, "", differences);
        Assert.True(differences.Count == 0, string.Join('\n', differences) + "\n" + json);
    }

    private void Compare(JsonElement sample, JsonElement sent, string path, List<string> differences)
    {
        if (KindOf(sample) != KindOf(sent))
        {
            differences.Add($"{path}: {KindOf(sample)} in the documentation, {KindOf(sent)} here");
        }
        else if (sample.ValueKind == JsonValueKind.Object && _maps.Contains(path))
        {
            CompareMap(sample, sent, path, differences);
        }
        else if (sample.ValueKind == JsonValueKind.Object)
        {
            CompareMembers(sample, sent, path, differences);
        }
        else if (sample.ValueKind == JsonValueKind.Array && sample.GetArrayLength() > 0)
        {
            foreach (var element in sent.EnumerateArray())
            {
                Compare(sample[0], element, path, differences);
            }
        }
    }

    private void CompareMembers(JsonElement sample, JsonElement sent, string path, List<string> differences)
    {
        foreach (var member in sample.EnumerateObject())
        {
            var inner = Join(path, member.Name);
            if (sent.TryGetProperty(member.Name, out var value))
            {
                Compare(member.Value, value, inner, differences);
            }
            else if (!_optional.Contains(inner))
            {
                differences.Add($"{inner}: missing");
            }
        }

        differences.AddRange(sent.EnumerateObject()
            .Where(m => !sample.TryGetProperty(m.Name, out _))
            .Select(m => $"{Join(path, m.Name)}: not in the documentation"));
    }

    /// <summary>Names are the caller's; each value looks like the sample's first, unless any JSON may be.</summary>
    private void CompareMap(JsonElement sample, JsonElement sent, string path, List<string> differences)
    {
        if (sample.EnumerateObject().Select(m => (JsonElement?)m.Value).FirstOrDefault() is not { } first
            || path is "state" or "requestPayload" or "responsePayload")
        {
            return;
        }

        foreach (var member in sent.EnumerateObject())
        {
            // An attribute value's only member names its type, which is the table's.
            var isAttributeValue = path.StartsWith("Records.dynamodb.", StringComparison.Ordinal);
            Compare(first, isAttributeValue ? first : member.Value, Join(path, "*"), differences);
        }
    }

    private static string KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => "a number",
        _ => "a text",
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static HashSet<string> Names(JsonElement file, string property) =>
        file.GetProperty(property).EnumerateArray().Select(n => n.GetString()!).ToHashSet(StringComparer.Ordinal);
}
