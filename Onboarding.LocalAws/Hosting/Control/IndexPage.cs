using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting.Control;

/// <summary><c>GET /_localaws</c>: what there is on this port, with links.</summary>
internal sealed class IndexPage(IReadOnlyCollection<IControlPage> pages, IEnumerable<IAwsService> services)
    : IControlPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private readonly byte[] _html = Encoding.UTF8.GetBytes(Html(pages, services.Select(s => s.Name).Distinct()));

    public string Segment => "";

    public string Summary => "this page";

    public bool IsDocument => true;

    public bool TellsOfState => false;

    public ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return ControlEndpoint.RefuseAsync(http, 405, "this page is read with GET");
        }

        http.Response.Headers.ContentSecurityPolicy = Policy;
        return new AwsResponse(http, http.TraceIdentifier).SendAsync(200, "text/html; charset=utf-8", _html);
    }

    private static string Html(IEnumerable<IControlPage> pages, IEnumerable<string> services)
    {
        var rows = pages.OrderBy(p => p.Segment, StringComparer.Ordinal).Select(page =>
        {
            var path = $"/_localaws/{page.Segment}";
            var name = page.Method == HttpMethods.Get ? $"<a href=\"{path}\">{path}</a>" : $"{page.Method} {path}";
            return $"<tr><td><code>{name}</code><td>{WebUtility.HtmlEncode(page.Summary)}";
        });
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Onboarding.LocalAws</title>
            <style>body{font-family:system-ui;margin:2rem;line-height:1.5}td{padding-right:2rem}</style>
            <h1>Onboarding.LocalAws</h1>
            <p>AWS services on this port: {{string.Join(", ", services.Order(StringComparer.Ordinal))}}.
            Everything else on it is the stack's HTTP API.</p>
            <table>
            {{string.Join('\n', rows)}}
            </table>
            </html>
            """;
    }
}
