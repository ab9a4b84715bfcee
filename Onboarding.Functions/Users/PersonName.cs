using System.Globalization;
using System.Text;

namespace Onboarding.Functions.Users;

/// <summary>A person's name: any script, trimmed, 1 to 200 characters, on one line.</summary>
internal static class PersonName
{
    private const int LengthMax = 200;

    /// <summary>Null and the trimmed name, or what is wrong with it.</summary>
    public static string? Normalise(string text, out string normalised)
    {
        normalised = text.Trim();
        int length = 0;
        foreach (Rune rune in normalised.EnumerateRunes())
        {
            if (IsControl(rune))
            {
                return "must not contain control characters";
            }

            length++;
        }

        return length is 0 or > LengthMax ? $"must have 1 to {LengthMax} characters" : null;
    }

    // Besides the control characters proper: line breaks, and the overrides that turn the direction of a text round.
    private static bool IsControl(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
