using System.Text;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// <c>{"wildcard": "dir/*.png"}</c>: a star stands for any characters, none included; <c>\*</c> and <c>\\</c> are a
/// star and a backslash. Between its stars each part is taken at its first place after the part before: with no
/// character class or alternative in the language, an earlier place never spoils a match.
/// </summary>
internal sealed record Wildcard(IReadOnlyList<string> Parts) : ValuePattern
{
    /// <exception cref="EventPatternException">Two stars in a row, or a backslash before another character.</exception>
    public static Wildcard Parse(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*' when i + 1 < text.Length && text[i + 1] == '*':
                    throw new EventPatternException($"Consecutive wildcard characters at pos {Position(text, i)}");
                case '*':
                    parts.Add(part.ToString());
                    part.Clear();
                    break;
                case '\\' when i + 1 < text.Length && text[i + 1] is '*' or '\\':
                    part.Append(text[++i]);
                    break;
                case '\\':
                    throw new EventPatternException($"Invalid escape character at pos {Position(text, i)}");
                default:
                    part.Append(text[i]);
                    break;
            }
        }

        parts.Add(part.ToString());
        return new Wildcard(parts);
    }

    public override bool Matches(EventLeaf leaf) => leaf.Text is { } text && Matches(text.AsSpan());

    /// <summary>AWS counts the bytes of the JSON text, the quotation mark before it included.</summary>
    private static int Position(string text, int index) => 1 + Encoding.UTF8.GetByteCount(text.AsSpan(0, index));

    private bool Matches(ReadOnlySpan<char> text)
    {
        if (Parts.Count == 1)
        {
            return text.SequenceEqual(Parts[0]);
        }

        if (!text.StartsWith(Parts[0]))
        {
            return false;
        }

        text = text[Parts[0].Length..];
        for (var i = 1; i < Parts.Count - 1; i++)
        {
            var at = text.IndexOf(Parts[i]);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + Parts[i].Length)..];
        }

        return text.EndsWith(Parts[^1]);
    }
}
