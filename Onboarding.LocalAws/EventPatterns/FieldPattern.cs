namespace Onboarding.LocalAws.EventPatterns;

/// <summary>One field of a pattern and its values, of which one must match.</summary>
internal sealed class FieldPattern(FieldPath path, IReadOnlyList<ValuePattern> values)
{
    public FieldPath Path => path;

    /// <summary>
    /// Whether the field may be missing. "Exists matching only works on leaf nodes", so a field with an object, or with
    /// an array without scalars, is missing, too.
    /// </summary>
    public bool TakesAbsence { get; } = values.Any(v => v is Exists { IsExpected: false });

    /// <summary>Null where it is not a list of texts alone.</summary>
    public IReadOnlyList<string>? ExactTexts { get; } =
        values.All(v => v is ExactText) ? [.. values.Select(v => ((ExactText)v).Text)] : null;

    public bool Matches(EventLeaf leaf)
    {
        foreach (var value in values)
        {
            if (value.Matches(leaf))
            {
                return true;
            }
        }

        return false;
    }
}
