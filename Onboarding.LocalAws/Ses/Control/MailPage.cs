using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Ses.Control;

/// <summary>
/// The one mailbox of the host: every mail of every sender.
/// <list type="bullet">
/// <item>
/// <c>GET /_localaws/mail?to=…&amp;limit=…&amp;before={messageId}</c>: a JSON list, newest first; a page for browsers;
/// </item>
/// <item>
/// <c>GET /_localaws/mail/{messageId}</c>, <c>…/html</c>, <c>…/raw</c>, <c>…/attachments/{index}</c>: one mail;
/// </item>
/// <item><c>DELETE /_localaws/mail</c>: empties it.</item>
/// </list>
/// </summary>
internal sealed class MailPage(Mailbox mailbox) : IControlPage
{
    private const int LimitDefault = 100;
    private const int LimitMax = 1_000;

    /// <summary>Mail is written by strangers: no scripts, no forms, no loads, an origin of its own.</summary>
    private const string MailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        + "frame-ancestors 'self'";

    /// <summary>Our own pages hold text of strangers, encoded; this is the second lock.</summary>
    private const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; "
        + "frame-ancestors 'self'";

    public string Segment => "mail";

    public string Summary => "the mailbox that every mail ends in";

    public bool IsDocument => true;

    public ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        http.Response.Headers.CacheControl = "no-store";
        var segments = (rest.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (http.Request.Method, segments) switch
        {
            ("DELETE", []) => ClearAsync(http),
            ("GET" or "HEAD", []) => ListAsync(http),
            ("GET" or "HEAD", [var id, .. var part]) => mailbox.Find(id) is { } mail
                ? ShowAsync(http, mail, string.Join('/', part))
                : ControlEndpoint.RefuseAsync(http, 404, $"no mail has the id {id}"),
            _ => ControlEndpoint.RefuseAsync(http, 405, "the mailbox answers GET, and DELETE /_localaws/mail"),
        };
    }

    private ValueTask ListAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var limit = LimitDefault;
        if (query.TryGetValue("limit", out var given)
            && (!int.TryParse(given, out limit) || limit is < 1 or > LimitMax))
        {
            return ControlEndpoint.RefuseAsync(http, 400, $"limit must be between 1 and {LimitMax}");
        }

        string? before = query["before"], to = query["to"];
        var page = mailbox.List(m => string.IsNullOrEmpty(to) || m.Recipients.Include(to), before, limit);
        return WantsHtml(http.Request)
            ? SendPageAsync(http, MailHtml.List(page, to))
            : new AwsResponse(http, http.TraceIdentifier).SendAsync(200, "application/json", MailJson.List(page));
    }

    /// <param name="part">What follows the id in the path.</param>
    private static ValueTask ShowAsync(HttpContext http, Mail mail, string part)
    {
        const string attachments = "attachments/";
        var response = new AwsResponse(http, http.TraceIdentifier);
        switch (part)
        {
            case "":
                return WantsHtml(http.Request)
                    ? SendPageAsync(http, MailHtml.One(mail, AttachmentsOf(mail)))
                    : response.SendAsync(200, "application/json", MailJson.One(mail, AttachmentsOf(mail)));
            case "html" when mail.Content.Html is { } html:
                http.Response.Headers.ContentSecurityPolicy = MailPolicy;
                return response.SendAsync(200, "text/html; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(html));
            case "raw":
                http.Response.Headers.ContentSecurityPolicy = MailPolicy;
                return response.SendAsync(200, "text/plain; charset=utf-8", MimeWriter.Write(mail));
            case var _ when part.StartsWith(attachments, StringComparison.Ordinal)
                && int.TryParse(part.AsSpan(attachments.Length), out var index)
                && AttachmentsOf(mail).ElementAtOrDefault(index) is { } attachment:
                return SendAttachmentAsync(http, attachment);
            default:
                return ControlEndpoint.RefuseAsync(
                    http, 404, $"the mail has no part '{part}'; there are html, raw and attachments/{{index}}");
        }
    }

    /// <summary>Those of a raw message are read out of it each time: most are never looked at.</summary>
    private static IReadOnlyList<MailAttachment> AttachmentsOf(Mail mail) =>
        mail.Raw is { } raw ? [.. MimeReader.Read(raw).Attachments.Select(a => a.ToAttachment())] : mail.Attachments;

    /// <summary>A browser saves the file, of every type, and does not guess a type of its own.</summary>
    private static ValueTask SendAttachmentAsync(HttpContext http, MailAttachment attachment)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = MailPolicy;
        headers.XContentTypeOptions = "nosniff";
        var name = attachment.FileName.Length == 0 ? "attachment" : attachment.FileName;
        headers.ContentDisposition = $"attachment; {MimeFileName.Parameter(name)}";
        return new AwsResponse(http, http.TraceIdentifier)
            .SendAsync(200, "application/octet-stream", attachment.Content);
    }

    private static ValueTask SendPageAsync(HttpContext http, ReadOnlyMemory<byte> page)
    {
        http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return new AwsResponse(http, http.TraceIdentifier).SendAsync(200, "text/html; charset=utf-8", page);
    }

    private ValueTask ClearAsync(HttpContext http)
    {
        mailbox.Clear();
        http.Response.StatusCode = 204;
        return ValueTask.CompletedTask;
    }

    private static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
