using System.Buffers;
using System.Globalization;
using System.Text;

namespace Onboarding.Functions.Users.Fields;

/// <summary>
/// The domain of an e-mail address in lower case: at least two labels of letters, digits and hyphens, the last of which
/// is no number. A label that begins with <c>xn--</c> must be what a registry could have made of a name.
/// </summary>
internal static class DomainName
{
    private const int LengthMax = 253;
    private const int LabelLengthMax = 63;
    private const string AcePrefix = "xn--";

    // Letters' company by exception, and no letters themselves (RFC 5892 §2.6): among them Catalan's middle dot.
    private const string Exceptions = "\u00B7\u0375\u05F3\u05F4\u06FD\u06FE\u0F0B\u3007\u30FB";

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-");

    // Forms that stand for other characters: ligatures, mathematical letters, full and half width.
    private static readonly (int First, int Last)[] CompatibilityBlocks =
    [
        (0x2100, 0x214F), (0x3130, 0x318F), (0xF900, 0xFDFF), (0xFE70, 0xFEFF), (0xFF00, 0xFFEF), (0x1D400, 0x1D7FF),
        (0x2F800, 0x2FA1F),
    ];

    /// <param name="text">ASCII; the caller refuses other text with a message of its own.</param>
    public static bool TryNormalise(string text, out string normalised)
    {
        normalised = text.ToLowerInvariant();
        var labels = normalised.Split('.');
        return normalised.Length <= LengthMax && labels.Length >= 2 && Array.TrueForAll(labels, IsLabel)
            // A domain whose last label is numeric is an IPv4 address in disguise.
            && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= LabelLengthMax && label[0] != '-' && label[^1] != '-'
        && !label.AsSpan().ContainsAnyExcept(Characters)
        && (!label.StartsWith(AcePrefix, StringComparison.Ordinal) || IsEncoded(label[AcePrefix.Length..]));

    /// <summary>
    /// Whether it decodes to a name that is not ASCII (else a name would have two spellings) and that encodes to it.
    /// </summary>
    private static bool IsEncoded(string encoded) =>
        Punycode.Decode(encoded) is { Length: > 0 } name && !Ascii.IsValid(name) && IsInternational(name)
        && Punycode.Encode(name) == encoded;

    /// <remarks>
    /// IDNA2008's rule (RFC 5892) as far as it goes without its tables: lower-case letters, marks and digits of any
    /// script that do not stand for others. Where a letter and an accent have a character of their own, the categories
    /// cannot tell; behind a to z they nearly always have. What passes and should not is a domain of its own all the
    /// same: its mailboxes belong to no other domain.
    /// </remarks>
    private static bool IsInternational(string name)
    {
        Rune[] runes = [.. name.EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            var valid = IsMark(runes[i])
                ? i > 0 && !(IsAccent(runes[i]) && runes[i - 1].IsAscii)
                : runes[i].Value == '-' || IsLetterOrDigit(runes[i]);
            if (!valid)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetterOrDigit(Rune rune) =>
        (rune.IsBmp && Exceptions.Contains((char)rune.Value))
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber
            && Rune.ToLowerInvariant(rune) == rune
            && !Array.Exists(CompatibilityBlocks, block => rune.Value >= block.First && rune.Value <= block.Last));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;
}
