using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>Base64, quoted-printable and RFC 2047 words. What is malformed stays as it came.</summary>
internal static partial class MimeEncoding
{
    /// <param name="encoding">The value of Content-Transfer-Encoding; null for none.</param>
    public static byte[] Decode(ReadOnlySpan<byte> body, string? encoding) =>
        encoding?.Trim().ToLowerInvariant() switch
        {
            "base64" => FromBase64(body),
            "quoted-printable" => FromQuotedPrintable(body, underscoreIsSpace: false),
            _ => body.ToArray(),
        };

    /// <param name="encoding">The value of Content-Transfer-Encoding; null for none.</param>
    /// <param name="type">The Content-Type, for its charset.</param>
    public static string DecodeText(ReadOnlySpan<byte> body, string? encoding, string type) =>
        Charset(MimeReader.Parameter(type, "charset")).GetString(Decode(body, encoding));

    /// <summary><c>=?UTF-8?B?R3LDvMOfZQ==?=</c> → <c>Grüße</c>; spaces between two words are part of neither.</summary>
    public static string DecodeWords(string value) =>
        value.Contains("=?", StringComparison.Ordinal)
            ? EncodedWord().Replace(BetweenWords().Replace(value, "$1"), static m => DecodeWord(m))
            : value;

    private static string DecodeWord(Match match)
    {
        var text = Encoding.ASCII.GetBytes(match.Groups["text"].Value);
        var bytes = match.Groups["encoding"].Value is "B" or "b"
            ? FromBase64(text)
            : FromQuotedPrintable(text, underscoreIsSpace: true);
        return Charset(match.Groups["charset"].Value).GetString(bytes);
    }

    private static byte[] FromBase64(ReadOnlySpan<byte> text)
    {
        var chars = Encoding.ASCII.GetString(text);
        var bytes = new byte[(chars.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(chars, bytes, out var written) ? bytes[..written] : text.ToArray();
    }

    private static byte[] FromQuotedPrintable(ReadOnlySpan<byte> text, bool underscoreIsSpace)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'=' && SoftBreakLength(text[(i + 1)..]) is > 0 and var soft)
            {
                i += soft;
            }
            else if (text[i] == (byte)'=' && i + 2 < text.Length
                && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                bytes.Add(underscoreIsSpace && text[i] == (byte)'_' ? (byte)' ' : text[i]);
            }
        }

        return [.. bytes];
    }

    private static int SoftBreakLength(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("\r\n"u8) ? 2 : rest.StartsWith("\n"u8) ? 1 : 0;

    private static Encoding Charset(string? name) => name?.ToUpperInvariant() switch
    {
        "ISO-8859-1" or "LATIN1" => Encoding.Latin1,
        _ => Encoding.UTF8,
    };

    [GeneratedRegex(@"=\?(?<charset>[^?\s]+)\?(?<encoding>[BbQq])\?(?<text>[^?\s]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex BetweenWords();
}
