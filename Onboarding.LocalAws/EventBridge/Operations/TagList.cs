using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>Tags of rules and buses (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Tag.html).</summary>
internal static class TagList
{
    private const int CountMax = 50;
    private const int KeyLengthMax = 128;
    private const int ValueLengthMax = 256;

    /// <summary>Empty where the request has none.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(RequestMembers input)
    {
        List<KeyValuePair<string, string>> tags = [];
        foreach (var item in input.Objects("Tags") ?? [])
        {
            var path = $"tags.{tags.Count + 1}.member";
            var (key, value) = (item.RequiredText("Key", path + ".key"), item.RequiredText("Value", path + ".value"));
            if (key.Length is 0 or > KeyLengthMax)
            {
                throw EventBridgeErrors.Constraint(key, path + ".key", key.Length == 0
                    ? "Member must have length greater than or equal to 1"
                    : $"Member must have length less than or equal to {KeyLengthMax}");
            }

            if (value.Length > ValueLengthMax)
            {
                throw EventBridgeErrors.Constraint(
                    value, path + ".value", $"Member must have length less than or equal to {ValueLengthMax}");
            }

            tags.Add(new(key, value));
        }

        return Merge([], tags) ?? throw EventBridgeErrors.TooManyTags();
    }

    /// <returns>Null where these would be too many for one resource.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>>? Merge(
        IReadOnlyList<KeyValuePair<string, string>> known, IReadOnlyList<KeyValuePair<string, string>> added)
    {
        Dictionary<string, string> merged = new(known, StringComparer.Ordinal);
        foreach (var (key, value) in added)
        {
            merged[key] = value;
        }

        return merged.Count > CountMax ? null : [.. merged];
    }

    public static void Write(Utf8JsonWriter response, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        response.WriteStartArray("Tags");
        foreach (var (key, value) in tags)
        {
            response.WriteStartObject();
            response.WriteString("Key", key);
            response.WriteString("Value", value);
            response.WriteEndObject();
        }

        response.WriteEndArray();
    }
}
