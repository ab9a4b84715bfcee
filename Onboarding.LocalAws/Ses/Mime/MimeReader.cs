using System.Text;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>
/// Reads as much of a raw message as the mailbox shows: headers, and the first plain and HTML part at any depth.
/// <code>
/// Subject: =?UTF-8?B?R3LDvMOfZQ==?=\r\n
/// Content-Type: multipart/alternative;\r\n
///  boundary="b1"\r\n
/// \r\n
/// --b1\r\n…
/// </code>
/// Lines may end in LF alone. Hostile input: nesting is bounded, and what cannot be decoded is shown as it came.
/// </summary>
internal static class MimeReader
{
    private const int DepthMax = 10;

    public static MimeMessage Read(ReadOnlySpan<byte> raw)
    {
        var (headers, body) = SplitHeaders(raw);
        var message = new MimeMessage { Headers = headers };
        ReadPart(headers, body, message, depth: 0);
        return message;
    }

    private static void ReadPart(
        List<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body, MimeMessage message, int depth)
    {
        var type = MimeMessage.Find(headers, "Content-Type") ?? "text/plain";
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            if (depth < DepthMax && Parameter(type, "boundary") is { Length: > 0 } boundary)
            {
                ReadParts(body, Encoding.UTF8.GetBytes("--" + boundary), message, depth + 1);
            }
        }
        else if (IsAttachment(headers))
        {
            return;
        }
        else if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
        {
            message.Html ??= MimeEncoding.Decode(body, MimeMessage.Find(headers, "Content-Transfer-Encoding"), type);
        }
        else if (type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            message.Text ??= MimeEncoding.Decode(body, MimeMessage.Find(headers, "Content-Transfer-Encoding"), type);
        }
    }

    private static bool IsAttachment(List<KeyValuePair<string, string>> headers) =>
        MimeMessage.Find(headers, "Content-Disposition") is { } disposition
        && disposition.StartsWith("attachment", StringComparison.OrdinalIgnoreCase);

    private static void ReadParts(ReadOnlySpan<byte> body, byte[] delimiter, MimeMessage message, int depth)
    {
        var start = body.IndexOf(delimiter);
        while (start >= 0)
        {
            body = body[(start + delimiter.Length)..];
            if (body.StartsWith("--"u8))
            {
                return;
            }

            var lineEnd = body.IndexOf((byte)'\n');
            if (lineEnd < 0)
            {
                return;
            }

            body = body[(lineEnd + 1)..];
            start = body.IndexOf(delimiter);
            var (headers, part) = SplitHeaders(start < 0 ? body : body[..start]);
            ReadPart(headers, part, message, depth);
        }
    }

    private static (List<KeyValuePair<string, string>> Headers, byte[] Body) SplitHeaders(ReadOnlySpan<byte> part)
    {
        List<KeyValuePair<string, string>> headers = [];
        while (!part.IsEmpty)
        {
            var lineEnd = part.IndexOf((byte)'\n');
            var line = (lineEnd < 0 ? part : part[..lineEnd]).TrimEnd((byte)'\r');
            part = lineEnd < 0 ? [] : part[(lineEnd + 1)..];
            if (line.IsEmpty)
            {
                break;
            }

            AddLine(headers, Encoding.UTF8.GetString(line));
        }

        return (headers, part.ToArray());
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
        foreach (var part in header.Split(';').Skip(1))
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
