using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>
/// What a person would read of an HTML mail, as one line: no tags, comments, styles, scripts; character references
/// decoded. Nothing is parsed further, as this only tells one mail from the next in a list.
/// </summary>
internal static class HtmlText
{
    /// <summary>In linear time: mail is written by others.</summary>
    private static readonly Regex Markup = new(
        @"<!--[\s\S]*?-->|<(style|script|title|head)\b[\s\S]*?</(style|script|title|head)\s*>|<[!/?a-z][^<>]*>",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Inline = new(
        @"^</?(a|abbr|b|big|code|em|font|i|small|span|strong|sub|sup|u)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A character reference takes about so many characters for one.</summary>
    private const int DecodedLengthMax = 10;

    /// <param name="lengthMax">Where it may end.</param>
    public static string Read(string html, int lengthMax)
    {
        var text = new StringBuilder();
        var (start, visible) = (0, 0);
        foreach (var match in Markup.EnumerateMatches(html))
        {
            var piece = html.AsSpan(start, match.Index - start);
            start = match.Index + match.Length;
            text.Append(piece);
            visible += piece.Trim().Length;
            if (visible > DecodedLengthMax * lengthMax)
            {
                return Snippet.Of(WebUtility.HtmlDecode(text.ToString()), lengthMax);
            }

            // A paragraph's end parts two words, an emphasis does not.
            if (!Inline.IsMatch(html.AsSpan(match.Index, match.Length)))
            {
                text.Append(' ');
            }
        }

        text.Append(html, start, html.Length - start);
        return Snippet.Of(WebUtility.HtmlDecode(text.ToString()), lengthMax);
    }
}
