using System.Globalization;
using System.Text;

namespace Onboarding.Functions.Users.Fields;

/// <summary>A person's name: any script, trimmed, 1 to 200 characters, on one line, each of them visible.</summary>
internal static class PersonName
{
    private const int LengthMax = 200;
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Null and the trimmed name, or what is wrong with it.</summary>
    public static string? Normalise(string text, out string normalised)
    {
        normalised = text.Trim();
        var length = 0;
        var previous = new Rune(' ');
        foreach (var rune in normalised.EnumerateRunes())
        {
            if (IsControl(rune) && !Joins(rune, previous))
            {
                return "must not contain control characters";
            }

            previous = rune;
            length++;
        }

        return length is 0 or > LengthMax ? $"must have 1 to {LengthMax} characters" : null;
    }

    // Besides the control characters proper: line breaks, and what Unicode calls format characters, which turn the
    // direction of a text round or take no width, so that two names look like one.
    private static bool IsControl(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // Persian and several Indian scripts cannot be written without the joiners, and some emoji are made with them.
    private static bool Joins(Rune rune, Rune previous) =>
        rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner && !previous.IsAscii && !IsControl(previous);
}
