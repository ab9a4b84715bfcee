using System.Globalization;
using System.Text;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>The MIME form of a Simple message, as a mail client would receive it. Bodies travel as base64.</summary>
internal static class MimeWriter
{
    /// <summary>RFC 2045: an encoded line has at most 76 characters.</summary>
    private const Base64FormattingOptions Wrapped = Base64FormattingOptions.InsertLineBreaks;

    public static ReadOnlyMemory<byte> Write(Mail mail)
    {
        if (mail.Raw is { } raw)
        {
            return raw;
        }

        var text = new StringBuilder();
        AppendHeader(text, "From", mail.From);
        AppendAddresses(text, "To", mail.Recipients.To);
        AppendAddresses(text, "Cc", mail.Recipients.Cc);
        AppendAddresses(text, "Reply-To", mail.Recipients.ReplyTo);
        AppendHeader(text, "Subject", mail.Content.Subject);
        var date = mail.ReceivedAt.UtcDateTime;
        AppendHeader(text, "Date", date.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        AppendHeader(text, "Message-ID", $"<{mail.MessageId}@email.amazonses.com>");
        foreach (var (name, value) in mail.Content.Headers)
        {
            AppendHeader(text, name, value);
        }

        AppendHeader(text, "MIME-Version", "1.0");
        AppendContent(text, mail);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendContent(StringBuilder text, Mail mail)
    {
        var (plain, html) = (mail.Content.Text, mail.Content.Html);
        if (plain is null || html is null)
        {
            AppendPart(text, plain is null ? "text/html" : "text/plain", plain ?? html ?? "");
            return;
        }

        // A message id never occurs inside base64 lines: it has hyphens.
        var boundary = $"=_{mail.MessageId}";
        AppendHeader(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        text.Append("\r\n--").Append(boundary).Append("\r\n");
        AppendPart(text, "text/plain", plain);
        text.Append("--").Append(boundary).Append("\r\n");
        AppendPart(text, "text/html", html);
        text.Append("--").Append(boundary).Append("--\r\n");
    }

    private static void AppendPart(StringBuilder text, string type, string body)
    {
        AppendHeader(text, "Content-Type", type + "; charset=UTF-8");
        AppendHeader(text, "Content-Transfer-Encoding", "base64");
        text.Append("\r\n").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(body), Wrapped)).Append("\r\n");
    }

    private static void AppendAddresses(StringBuilder text, string name, IReadOnlyList<string> addresses)
    {
        if (addresses.Count > 0)
        {
            AppendHeader(text, name, string.Join(", ", addresses));
        }
    }

    /// <summary>What is not printable ASCII is encoded: a line break would start a header of its own.</summary>
    private static void AppendHeader(StringBuilder text, string name, string value)
    {
        text.Append(name).Append(": ");
        if (value.All(c => c is >= ' ' and < (char)127))
        {
            text.Append(value);
        }
        else
        {
            AppendEncodedWords(text, value);
        }

        text.Append("\r\n");
    }

    /// <summary>RFC 2047: words of at most 75 characters, none of which splits a character.</summary>
    private static void AppendEncodedWords(StringBuilder text, string value)
    {
        const int bytesPerWord = 45;
        var word = new List<byte>(bytesPerWord);
        Span<byte> utf8 = stackalloc byte[4];
        var isFirst = true;
        foreach (var rune in value.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (word.Count + length > bytesPerWord)
            {
                Flush(isFirst);
                isFirst = false;
            }

            word.AddRange(utf8[..length]);
        }

        Flush(isFirst);

        void Flush(bool first)
        {
            text.Append(first ? "" : "\r\n ");
            text.Append("=?UTF-8?B?").Append(Convert.ToBase64String([.. word])).Append("?=");
            word.Clear();
        }
    }
}
