using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>The tags in requests; a later one of the same key wins.</summary>
internal static class TagMembers
{
    private const int KeyLengthMax = 128;
    private const int ValueLengthMax = 256;

    public static IReadOnlyList<KeyValuePair<string, string>> Read(RequestMembers input) => Merge(
        [],
        [.. (input.Objects("tags") ?? []).Select(tag =>
        {
            var (key, value) = (tag.RequiredText("key", "tags.member.key"), tag.Text("value") ?? "");
            Texts.CheckLength(key, "tags.member.key", 1, KeyLengthMax);
            Texts.CheckLength(value, "tags.member.value", 0, ValueLengthMax);
            return KeyValuePair.Create(key, value);
        })]);

    public static IReadOnlyList<KeyValuePair<string, string>> Merge(
        IReadOnlyList<KeyValuePair<string, string>> tags, IReadOnlyList<KeyValuePair<string, string>> more)
    {
        var merged = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags.Concat(more))
        {
            merged[key] = value;
        }

        return [.. merged];
    }
}
