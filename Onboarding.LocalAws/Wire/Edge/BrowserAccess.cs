using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// What a page that calls a service from a browser needs (https://fetch.spec.whatwg.org/#http-cors-protocol). AWS lets
/// every origin in; here the gate has let in pages of this machine only.
/// </summary>
internal static class BrowserAccess
{
    /// <summary>The headers that Amplify and the AWS SDK for JavaScript send.</summary>
    private const string AllowedHeaders =
        "amz-sdk-invocation-id, amz-sdk-request, authorization, cache-control, content-type, traceparent, tracestate, "
        + "x-amz-content-sha256, x-amz-date, x-amz-security-token, x-amz-target, x-amz-user-agent";

    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.AccessControlRequestHeaders.ToString()
            .Contains("x-amz-target", StringComparison.OrdinalIgnoreCase);

    /// <summary>Pages of this machine, on every port and under each of its names.</summary>
    public static bool Admits(in PageRequest page) => page.IsOriginOwn || page.Site is not PageSite.Foreign;

    /// <summary>
    /// To a service that is not for pages, one of this machine may link and show an image, by a presigned URL. More
    /// would be no use to it, since it could not read the answer.
    /// </summary>
    public static bool AdmitsLink(in PageRequest page) =>
        page.Site is PageSite.Same || (page.Site is PageSite.Own && page.IsPlainRead);

    /// <summary>
    /// The body of a service's response is untrusted data, for example an object of a bucket. In AWS it has an origin
    /// of its own; here a document with a script in it would share its origin with everything on the port. So it gets
    /// a sandbox, except for PDF: Chromium shows none in a sandbox, and runs none of its scripts without one.
    /// </summary>
    public static void Isolate(HttpResponse response) => response.OnStarting(
        static state =>
        {
            var response = (HttpResponse)state;
            if (response.ContentType != "application/pdf")
            {
                response.Headers.ContentSecurityPolicy = "sandbox";
            }

            return Task.CompletedTask;
        },
        response);

    public static void AnswerPreflight(HttpContext http)
    {
        http.Response.StatusCode = 204;
        AllowOrigin(http);
        http.Response.Headers.AccessControlAllowMethods = "POST";
        http.Response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        http.Response.Headers.AccessControlMaxAge = "600";
    }

    /// <summary>Lets the page read the answer; nothing where no page asks.</summary>
    public static void AllowOrigin(HttpContext http)
    {
        var origin = http.Request.Headers.Origin;
        if (origin.Count == 0)
        {
            return;
        }

        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.Vary = "Origin";
        http.Response.Headers.AccessControlExposeHeaders = "x-amzn-RequestId, x-amzn-ErrorType";
    }
}
