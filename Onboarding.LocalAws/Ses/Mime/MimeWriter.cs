using System.Globalization;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>
/// The MIME form of a message that is not raw, as a mail client would receive it:
/// <code>
/// multipart/mixed
///   multipart/related          where attachments are inline
///     multipart/alternative    where there is text and HTML
///       text/plain, text/html
///     inline attachments
///   attachments
/// </code>
/// A level with one part is left out. Source: RFC 2046, 2183, 2387; in which order SES nests them is inferred.
/// </summary>
internal sealed class MimeWriter
{
    private readonly MimeText _text = new();
    private readonly MailContent _content;
    private readonly MailAttachment[] _inline;
    private readonly MailAttachment[] _attached;
    private readonly string _boundary;

    private MimeWriter(Mail mail)
    {
        _content = mail.Content;
        _inline = [.. mail.Attachments.Where(a => a.IsInline)];
        _attached = [.. mail.Attachments.Where(a => !a.IsInline)];
        // A sender does not know the id that the message will have, so no content can hold it.
        _boundary = $"=_{mail.MessageId}";
    }

    public static ReadOnlyMemory<byte> Write(Mail mail)
    {
        if (mail.Raw is { } raw)
        {
            return raw;
        }

        var writer = new MimeWriter(mail);
        writer.WriteHead(mail);
        writer.WriteMixed();
        return writer._text.ToBytes();
    }

    /// <summary>As TestRenderEmailTemplate shows a template: a message without sender and recipients.</summary>
    public static string WriteRendered(Mail mail)
    {
        var writer = new MimeWriter(mail);
        writer.WriteDate(mail);
        writer._text.Header("Subject", mail.Content.Subject);
        writer._text.Header("MIME-Version", "1.0");
        writer.WriteMixed();
        return writer._text.ToString();
    }

    private void WriteHead(Mail mail)
    {
        _text.Header("From", mail.From);
        WriteAddresses("To", mail.Recipients.To);
        WriteAddresses("Cc", mail.Recipients.Cc);
        WriteAddresses("Reply-To", mail.Recipients.ReplyTo);
        _text.Header("Subject", mail.Content.Subject);
        WriteDate(mail);
        _text.Header("Message-ID", $"<{mail.MessageId}@email.amazonses.com>");
        foreach (var (name, value) in mail.Content.Headers)
        {
            _text.Header(name, value);
        }

        _text.Header("MIME-Version", "1.0");
    }

    private void WriteDate(Mail mail) => _text.Header(
        "Date",
        mail.ReceivedAt.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));

    private void WriteMixed()
    {
        if (_attached.Length == 0)
        {
            WriteRelated();
            return;
        }

        WriteParts("mixed", [WriteRelated, .. _attached.Select(WriterOf)]);
    }

    private void WriteRelated()
    {
        if (_inline.Length == 0)
        {
            WriteAlternative();
            return;
        }

        WriteParts("related", [WriteAlternative, .. _inline.Select(WriterOf)]);
    }

    private void WriteAlternative()
    {
        switch (_content.Text, _content.Html)
        {
            case ({ } plain, { } html):
                WriteParts("alternative", [() => WriteText("text/plain", plain), () => WriteText("text/html", html)]);
                break;
            case (null, { } html):
                WriteText("text/html", html);
                break;
            default:
                WriteText("text/plain", _content.Text ?? "");
                break;
        }
    }

    private void WriteParts(string subtype, IReadOnlyList<Action> parts)
    {
        var boundary = $"{_boundary}-{subtype}";
        _text.Header("Content-Type", $"multipart/{subtype}; boundary=\"{boundary}\"");
        _text.Line();
        foreach (var part in parts)
        {
            _text.Line($"--{boundary}");
            part();
        }

        _text.Line($"--{boundary}--");
    }

    private void WriteText(string type, string body)
    {
        _text.Header("Content-Type", type + "; charset=UTF-8");
        _text.Body(body);
    }

    private Action WriterOf(MailAttachment attachment) => () => WriteAttachment(attachment);

    private void WriteAttachment(MailAttachment attachment)
    {
        _text.Header("Content-Type", attachment.ContentType);
        var disposition = attachment.IsInline ? "inline" : "attachment";
        _text.Header("Content-Disposition", $"{disposition}; {MimeFileName.Parameter(attachment.FileName)}");
        if (attachment.ContentId is { } id)
        {
            _text.Header("Content-ID", $"<{id}>");
        }

        if (attachment.Description is { Length: > 0 } description)
        {
            _text.Header("Content-Description", description);
        }

        var content = attachment.Content.Span;
        switch (attachment.Encoding)
        {
            case TransferEncoding.QuotedPrintable:
                _text.QuotedPrintable(content, isText: false);
                break;
            // What 7 bits cannot carry would arrive damaged; that SES then takes base64 is inferred.
            case TransferEncoding.SevenBit when MimeText.IsSevenBit(content):
                _text.SevenBit(content);
                break;
            default:
                _text.Base64(content);
                break;
        }
    }

    private void WriteAddresses(string name, IReadOnlyList<string> addresses)
    {
        if (addresses.Count > 0)
        {
            _text.Header(name, string.Join(", ", addresses));
        }
    }
}
