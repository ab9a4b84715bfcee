using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Control;

/// <summary>The mailbox for a browser: a list, and one mail with its HTML in a sandboxed frame.</summary>
internal static partial class MailHtml
{
    private const string Style =
        "body{font:16px system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1b1b;"
        + "background:#fff}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem;border-bottom:1px solid #ccc;"
        + "overflow-wrap:anywhere}iframe{width:100%;height:32rem;border:1px solid #ccc}pre{white-space:pre-wrap}"
        + "a{color:#0b57d0}";

    public static ReadOnlyMemory<byte> List(IReadOnlyList<Mail> mails, string? to)
    {
        var html = Start(string.IsNullOrEmpty(to) ? "Mailbox" : $"Mailbox: {to}");
        if (mails.Count == 0)
        {
            html.Append("<p>No mail yet.</p>");
        }
        else
        {
            html.Append("<table><thead><tr><th scope=\"col\">Received (UTC)</th><th scope=\"col\">To</th>"
                + "<th scope=\"col\">Subject</th><th scope=\"col\">Text</th></tr></thead><tbody>");
            foreach (var mail in mails)
            {
                html.Append("<tr><td>").Append(Time(mail)).Append("</td><td>")
                    .Append(Encode(string.Join(", ", mail.Recipients.To)))
                    .Append("</td><td><a href=\"/_localaws/mail/").Append(Encode(mail.MessageId)).Append("\">")
                    .Append(Encode(TitleOf(mail))).Append("</a></td><td>")
                    .Append(Encode(mail.Fault ?? Snippet.Of(mail.Content))).Append("</td></tr>");
            }

            html.Append("</tbody></table>");
        }

        return End(html);
    }

    /// <param name="attachments">Of the mail, which are downloaded by their place in the list.</param>
    public static ReadOnlyMemory<byte> One(Mail mail, IReadOnlyList<MailAttachment> attachments)
    {
        var html = Start(TitleOf(mail));
        var path = "/_localaws/mail/" + Encode(mail.MessageId);
        html.Append("<p><a href=\"/_localaws/mail\">Mailbox</a> · <a href=\"").Append(path).Append("/raw\">Raw</a></p>")
            .Append("<table>");
        AppendRow(html, "From", mail.From);
        AppendRow(html, "To", string.Join(", ", mail.Recipients.To));
        AppendRow(html, "Cc", string.Join(", ", mail.Recipients.Cc));
        AppendRow(html, "Bcc", string.Join(", ", mail.Recipients.Bcc));
        AppendRow(html, "Received (UTC)", Time(mail));
        AppendRow(html, "Template", mail.TemplateName ?? "");
        AppendRow(
            html,
            "Not delivered",
            mail.Fault ?? string.Join("; ", mail.Undelivered.Select(u => $"{u.Key}: {u.Value}")));
        html.Append("</table>");
        if (mail.Content.Html is not null)
        {
            html.Append("<h2>HTML</h2><iframe sandbox title=\"The mail's HTML\" src=\"").Append(path)
                .Append("/html\"></iframe>");
        }

        if (mail.Content.Text is { } text)
        {
            html.Append("<h2>Text</h2><pre>").Append(WithLinks(Encode(text))).Append("</pre>");
        }

        AppendAttachments(html, path, attachments);
        return End(html);
    }

    private static void AppendAttachments(StringBuilder html, string path, IReadOnlyList<MailAttachment> attachments)
    {
        if (attachments.Count == 0)
        {
            return;
        }

        html.Append("<h2>Attachments</h2><ul>");
        for (var i = 0; i < attachments.Count; i++)
        {
            var (attachment, name) = (attachments[i], attachments[i].FileName);
            html.Append("<li><a href=\"").Append(path).Append("/attachments/").Append(i).Append("\">")
                .Append(Encode(name.Length == 0 ? "(no name)" : name)).Append("</a> ")
                .Append(Encode(attachment.ContentType)).Append(", ").Append(attachment.Content.Length).Append(" bytes")
                .Append(attachment.IsInline ? ", inline" : "").Append("</li>");
        }

        html.Append("</ul>");
    }

    /// <summary>
    /// Of all addresses in a text, those that verify an identity here can be clicked: who writes one knows no token.
    /// </summary>
    /// <param name="encoded">A mail's text as HTML.</param>
    private static string WithLinks(string encoded) => VerificationUrl().Replace(
        encoded, url => $"<a href=\"{url.Groups["path"].Value}\">{url.Value}</a>");

    [GeneratedRegex(@"https?://[^\s/]+(?<path>/_localaws/ses/verify\?token=[A-Za-z0-9_-]{43})")]
    private static partial Regex VerificationUrl();

    private static string TitleOf(Mail mail) =>
        mail.Fault is not null ? "(not rendered)"
        : mail.Content.Subject.Length == 0 ? "(no subject)"
        : mail.Content.Subject;

    private static void AppendRow(StringBuilder html, string name, string value)
    {
        if (value.Length > 0)
        {
            html.Append("<tr><th scope=\"row\">").Append(name).Append("</th><td>").Append(Encode(value))
                .Append("</td></tr>");
        }
    }

    private static StringBuilder Start(string title) => new StringBuilder(4_096)
        .Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Encode(title))
        .Append("</title><style>").Append(Style).Append("</style></head><body><main><h1>").Append(Encode(title))
        .Append("</h1>");

    private static ReadOnlyMemory<byte> End(StringBuilder html) =>
        Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());

    private static string Time(Mail mail) =>
        mail.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
