using System.Text;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>
/// Reads as much of a raw message as the mailbox shows: headers, the first plain and HTML part at any depth, and which
/// parts are attachments.
/// <code>
/// Subject: =?UTF-8?B?R3LDvMOfZQ==?=\r\n
/// Content-Type: multipart/alternative;\r\n
///  boundary="b1"\r\n
/// \r\n
/// --b1\r\n…
/// </code>
/// Lines may end in LF alone. Hostile input: nesting and parts are bounded, and what cannot be decoded is shown as it
/// came.
/// </summary>
internal static class MimeReader
{
    private const int DepthMax = 10;

    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/quotas.html: 500 parts a message.</summary>
    private const int PartCountMax = 500;

    public static MimeMessage Read(ReadOnlyMemory<byte> raw)
    {
        var part = Split(raw);
        var message = new MimeMessage { Headers = part.Headers };
        var left = PartCountMax;
        ReadPart(part, message, depth: 0, ref left);
        return message;
    }

    private static void ReadPart(MimePart part, MimeMessage message, int depth, ref int left)
    {
        var type = part.ContentType;
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            if (depth < DepthMax && Parameter(type, "boundary") is { Length: > 0 } boundary)
            {
                ReadParts(part.Body, Encoding.UTF8.GetBytes("--" + boundary), message, depth + 1, ref left);
            }
        }
        else if (!part.IsAttachment && message.Html is null
            && type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
        {
            message.Html = part.Text();
        }
        else if (!part.IsAttachment && message.Text is null
            && type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            message.Text = part.Text();
        }
        else
        {
            message.Attachments.Add(part);
        }
    }

    private static void ReadParts(
        ReadOnlyMemory<byte> body, byte[] delimiter, MimeMessage message, int depth, ref int left)
    {
        var delimiterBefore = NextDelimiter(body.Span, 0, delimiter);
        while (delimiterBefore is { IsLast: false } before && left-- > 0)
        {
            var after = NextDelimiter(body.Span, before.End, delimiter);
            ReadPart(Split(body[before.End..(after?.Start ?? body.Length)]), message, depth, ref left);
            delimiterBefore = after;
        }
    }

    /// <summary>
    /// RFC 2046, section 5.1.1: a delimiter stands at the start of a line, and the line's end before it is part of it.
    /// </summary>
    private static Delimiter? NextDelimiter(ReadOnlySpan<byte> body, int from, ReadOnlySpan<byte> text)
    {
        for (var at = from; body[at..].IndexOf(text) is >= 0 and var offset; at++)
        {
            at += offset;
            var rest = body[(at + text.Length)..];
            var isLast = rest.StartsWith("--"u8);
            var endsWord = isLast || rest.IsEmpty || rest[0] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t';
            if (endsWord && (at == 0 || body[at - 1] == (byte)'\n'))
            {
                var line = rest.IndexOf((byte)'\n');
                var end = line < 0 ? body.Length : body.Length - rest.Length + line + 1;
                return new Delimiter(Math.Max(from, LineEndBefore(body, at)), end, isLast);
            }
        }

        return null;
    }

    private static int LineEndBefore(ReadOnlySpan<byte> body, int at) =>
        at == 0 ? 0 : at >= 2 && body[at - 2] == (byte)'\r' ? at - 2 : at - 1;

    /// <param name="Start">Where it starts, with the line's end before it.</param>
    /// <param name="End">Where the line after it starts.</param>
    private readonly record struct Delimiter(int Start, int End, bool IsLast);

    private static MimePart Split(ReadOnlyMemory<byte> part)
    {
        List<KeyValuePair<string, string>> headers = [];
        while (!part.IsEmpty)
        {
            var lineEnd = part.Span.IndexOf((byte)'\n');
            var line = (lineEnd < 0 ? part : part[..lineEnd]).Span.TrimEnd((byte)'\r');
            part = lineEnd < 0 ? default : part[(lineEnd + 1)..];
            if (line.IsEmpty)
            {
                break;
            }

            AddLine(headers, Encoding.UTF8.GetString(line));
        }

        return new MimePart(headers, part);
    }

    private static void AddLine(List<KeyValuePair<string, string>> headers, string line)
    {
        if (line[0] is ' ' or '\t' && headers.Count > 0)
        {
            var (name, value) = headers[^1];
            headers[^1] = new(name, value + " " + line.Trim());
            return;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            headers.Add(new(line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }
    }

    /// <summary><c>boundary="b1"</c> or <c>charset=utf-8</c> out of a Content-Type.</summary>
    internal static string? Parameter(string header, string name)
    {
        foreach (var part in MimeMessage.SplitOutsideQuotes(header, ';').Skip(1))
        {
            var pair = part.Split('=', 2);
            if (pair.Length == 2 && pair[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return pair[1].Trim().Trim('"');
            }
        }

        return null;
    }
}
