using System.Net;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// What a page that calls a service from a browser needs (https://fetch.spec.whatwg.org/#http-cors-protocol). AWS lets
/// every origin in; here only pages of this machine may, since everything else on the port is this machine's alone.
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

    public static void AnswerPreflight(HttpContext http)
    {
        http.Response.StatusCode = 204;
        if (!AllowOrigin(http))
        {
            return;
        }

        http.Response.Headers.AccessControlAllowMethods = "POST";
        http.Response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        http.Response.Headers.AccessControlMaxAge = "600";
    }

    /// <returns>False where the request comes from no page, or from one that may not read the answer.</returns>
    public static bool AllowOrigin(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !IsLoopback(uri))
        {
            return false;
        }

        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.Vary = "Origin";
        http.Response.Headers.AccessControlExposeHeaders = "x-amzn-RequestId, x-amzn-ErrorType";
        return true;
    }

    private static bool IsLoopback(Uri origin) =>
        origin.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || origin.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(origin.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
