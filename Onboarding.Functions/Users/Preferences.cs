using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

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

    public static Preferences None { get; } = new(new Dictionary<string, string>());

    public bool IsEmpty => texts.Count == 0;

    public static Preferences From(IReadOnlyDictionary<string, AttributeValue>? item) => new(
        (item?.GetValueOrDefault(Attribute)?.M ?? [])
            .Where(preference => preference.Value?.S is not null)
            .ToDictionary(preference => preference.Key, preference => preference.Value.S, StringComparer.Ordinal));

    /// <summary>By name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sorted =>
        texts.OrderBy(preference => preference.Key, StringComparer.Ordinal);

    public string? Find(string name) => texts.GetValueOrDefault(name);

    /// <summary>What is wrong with a preference, or null; a null value is one that goes.</summary>
    public static string? Fault(string name, string? value)
    {
        if (!IsName(name))
        {
            return $"must have a name of 1 to {NameLengthMax} letters, digits, dots, hyphens and underscores";
        }

        return value is not null && (value.Length is 0 or > ValueLengthMax || value.Any(char.IsControl))
            ? $"must have 1 to {ValueLengthMax} characters, none of them a control character"
            : null;
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

    private static bool IsName(string text) => text is { Length: > 0 and <= NameLengthMax }
        && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
