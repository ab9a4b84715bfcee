using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Tenants;

/// <summary>
/// What a user has chosen: a small map of names to texts, <c>{"locale":"de-DE","theme":"dark"}</c>, in the attribute
/// <c>preferences</c> of the user's item. Names are 1 to 32 letters, digits, dots, hyphens and underscores, and begin
/// with a letter; values have 1 to 256 characters; there are at most 16.
/// </summary>
internal sealed class Preferences(IReadOnlyDictionary<string, string> texts)
{
    public const string Attribute = "preferences";
    public const int CountMax = 16;

    private const int NameLengthMax = 32;
    private const int ValueLengthMax = 256;

    public bool IsEmpty => texts.Count == 0;

    public static Preferences From(IReadOnlyDictionary<string, AttributeValue>? item) => new(
        (item?.GetValueOrDefault(Attribute)?.M ?? [])
            .Where(preference => preference.Value.S is not null)
            .ToDictionary(preference => preference.Key, preference => preference.Value.S, StringComparer.Ordinal));

    public string? Find(string name) => texts.GetValueOrDefault(name);

    /// <summary>Names every fault of a change: a name to a text, or to null where the preference goes.</summary>
    public static void Check(IReadOnlyDictionary<string, string?> change, List<FieldFault> faults)
    {
        foreach (var (name, value) in change)
        {
            if (!IsName(name))
            {
                faults.Add(Fault(name, "must have a name of 1 to 32 letters, digits, dots, hyphens and underscores"));
            }
            else if (value is not null && (value.Length is 0 or > ValueLengthMax || value.Any(char.IsControl)))
            {
                faults.Add(Fault(name, $"must have 1 to {ValueLengthMax} characters, none of them a control character"));
            }
        }
    }

    /// <summary>The preferences after a change (RFC 7396); null where they would be too many.</summary>
    public Preferences? With(IReadOnlyDictionary<string, string?> change)
    {
        var next = new Dictionary<string, string>(texts, StringComparer.Ordinal);
        foreach (var (name, value) in change)
        {
            if (value is null)
            {
                next.Remove(name);
            }
            else
            {
                next[name] = value;
            }
        }

        return next.Count <= CountMax ? new Preferences(next) : null;
    }

    public AttributeValue ToAttribute() => new()
    {
        M = texts.ToDictionary(preference => preference.Key, preference => new AttributeValue { S = preference.Value }),
        IsMSet = true,
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(Attribute);
        foreach (var (name, value) in texts.OrderBy(preference => preference.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static bool IsName(string text) => text is { Length: > 0 and <= NameLengthMax }
        && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    // The caller chose the name, so that it stays out of logs and spans.
    private static FieldFault Fault(string name, string message) =>
        new($"{Attribute}.{BodyFields.Shorten(name)}", message) { IsKnown = false };
}
