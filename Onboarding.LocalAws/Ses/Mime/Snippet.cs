using System.Text;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>The beginning of a mail, as a list shows it: one line.</summary>
internal static class Snippet
{
    public const int LengthMax = 200;

    /// <summary>Of the plain text, where the mail has one.</summary>
    public static string Of(MailContent content) =>
        content.Text is { } text && !string.IsNullOrWhiteSpace(text) ? Of(text, LengthMax)
        : content.Html is { } html ? HtmlText.Read(html, LengthMax)
        : "";

    /// <summary>White space shrinks to a space each; no character is cut in two.</summary>
    public static string Of(string text, int lengthMax)
    {
        var line = new StringBuilder(lengthMax);
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (isSpace && (line.Length == 0 || line[^1] == ' '))
            {
                continue;
            }

            if (line.Length + rune.Utf16SequenceLength > lengthMax)
            {
                break;
            }

            line.Append(isSpace ? " " : rune.ToString());
        }

        return line.ToString().TrimEnd();
    }
}
