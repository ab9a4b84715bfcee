using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Ses.Verification;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Ses.Control;

/// <summary>
/// <c>GET /_localaws/ses/verify?token=…</c>: where the link leads that the owner of an identity gets by mail.
/// </summary>
/// <remarks>
/// The one page that acts on a GET, as the link of AWS does. Only who has read the mail knows the token, so that a
/// foreign page that makes a browser open addresses here finds none.
/// </remarks>
internal sealed class VerificationPage(IdentityVerification verification) : IControlPage
{
    private const string Policy = "default-src 'none'; frame-ancestors 'self'";

    public string Segment => "ses";

    public string Summary => "ses/verify?token=…: the links that verify identities of SES lead here";

    public bool IsDocument => true;

    public ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        http.Response.Headers.CacheControl = "no-store";
        // The address has the token, which no page after this one shall see.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (rest != "/verify")
        {
            return ControlEndpoint.RefuseAsync(http, 404, "there is /_localaws/ses/verify?token=…");
        }

        if (http.Request.Method != HttpMethods.Get)
        {
            return ControlEndpoint.RefuseAsync(http, 405, "a link is opened with GET");
        }

        return verification.Complete(http.Request.Query["token"].ToString()) is { } identity
            ? SendAsync(http, 200, "Verified", $"{identity.Name} is verified: you can send mail from it.")
            : SendAsync(
                http,
                404,
                "Not verified",
                "The link is too old, or another one has taken its place. Ask SES for a new one.");
    }

    private static ValueTask SendAsync(HttpContext http, int status, string title, string text)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        var page = $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>"
            + $"<body><main><h1>{title}</h1><p>{WebUtility.HtmlEncode(text)}</p>"
            + "<p><a href=\"/_localaws/mail\">Mailbox</a></p></main></body></html>\n";
        return new AwsResponse(http, http.TraceIdentifier)
            .SendAsync(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }
}
