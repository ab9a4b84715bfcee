using System.Text.Json;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Cognito.Triggers;

/// <summary>A part of what a function returned. Null counts as absent; another type is not recognisable.</summary>
internal readonly struct TriggerResponse(JsonElement value)
{
    public bool Flag(string name) => Find(name) is { } found
        && (found.ValueKind is JsonValueKind.True or JsonValueKind.False ? found.GetBoolean() : throw Unrecognizable());

    public string? Text(string name) => Find(name) is { } found
        ? found.ValueKind == JsonValueKind.String ? found.GetString() : throw Unrecognizable()
        : null;

    public TriggerResponse? Object(string name) => Find(name) is { } found
        ? found.ValueKind == JsonValueKind.Object ? new TriggerResponse(found) : throw Unrecognizable()
        : null;

    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }

        if (found.ValueKind != JsonValueKind.Array)
        {
            throw Unrecognizable();
        }

        return
        [
            .. found.EnumerateArray().Select(
                item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Unrecognizable()),
        ];
    }

    /// <summary>Claims of version 1 are texts: a function that returns a number or an object is refused.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        if (Find(name) is not { } found)
        {
            return map;
        }

        if (found.ValueKind != JsonValueKind.Object)
        {
            throw Unrecognizable();
        }

        foreach (var entry in found.EnumerateObject())
        {
            map[entry.Name] =
                entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : throw Unrecognizable();
        }

        return map;
    }

    private JsonElement? Find(string name) =>
        value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private static AwsException Unrecognizable() =>
        CognitoErrors.InvalidTriggerResponse("Unrecognizable lambda output");
}
