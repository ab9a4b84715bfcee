using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>What was read out of a raw message.</summary>
internal sealed class MimeMessage
{
    /// <summary>Unfolded, in order, encoded words still encoded.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public string? Text { get; set; }

    public string? Html { get; set; }

    /// <summary>The parts that are no body: files, and what the HTML shows.</summary>
    public List<MimePart> Attachments { get; } = [];

    /// <summary>The first header of that name, decoded for people.</summary>
    public string? Header(string name) => Find(Headers, name) is { } value ? MimeEncoding.DecodeWords(value) : null;

    public MailRecipients Recipients() =>
        new(Addresses("To"), Addresses("Cc"), Addresses("Bcc"), Addresses("Reply-To"));

    public static string? Find(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }

    private List<string> Addresses(string name) => SplitOutsideQuotes(Header(name) ?? "", ',');

    /// <summary><c>"Lovelace, Ada" &lt;a@x&gt;, b@x</c> has two parts. Empty ones are left out.</summary>
    public static List<string> SplitOutsideQuotes(string value, char separator)
    {
        List<string> parts = [];
        var (start, isQuoted) = (0, false);
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && value[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (i == value.Length || (value[i] == separator && !isQuoted))
            {
                var part = value[start..i].Trim();
                start = i + 1;
                if (part.Length > 0)
                {
                    parts.Add(part);
                }
            }
        }

        return parts;
    }
}

/// <summary>One part of a message, still encoded.</summary>
internal sealed record MimePart(IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    public string ContentType => Header("Content-Type") ?? "text/plain";

    public string Disposition => Header("Content-Disposition") ?? "";

    public bool IsAttachment => Disposition.StartsWith("attachment", StringComparison.OrdinalIgnoreCase);

    /// <summary>"" where the part is none.</summary>
    public string FileName => MimeFileName.Read(Disposition, ContentType);

    public string Text() => MimeEncoding.DecodeText(Body.Span, Header("Content-Transfer-Encoding"), ContentType);

    public MailAttachment ToAttachment() => new()
    {
        FileName = FileName,
        ContentType = ContentType.Split(';')[0].Trim(),
        Content = MimeEncoding.Decode(Body.Span, Header("Content-Transfer-Encoding")),
        IsInline = !IsAttachment,
        ContentId = Header("Content-ID")?.Trim('<', '>'),
        Description = Header("Content-Description"),
    };

    private string? Header(string name) => MimeMessage.Find(Headers, name);
}
