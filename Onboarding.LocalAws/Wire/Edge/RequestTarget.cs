using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// A client that takes this host for its proxy, as those of LocalStack.Client do, sends the whole address in the
/// request line: <c>GET http://127.0.0.1:4566/bucket/key HTTP/1.1</c>. "A server MUST accept the absolute-form in
/// requests" (https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2); signatures and keys are about the path in it.
/// </summary>
internal static class RequestTarget
{
    public static void Shorten(HttpContext http)
    {
        var request = http.Features.GetRequiredFeature<IHttpRequestFeature>();
        var target = request.RawTarget;
        if (target.StartsWith('/') || target.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var scheme))
        {
            return;
        }

        // Kestrel has compared the authority with the Host header.
        var path = target.AsSpan(scheme + 3).IndexOfAny('/', '?');
        var origin = path < 0 ? "" : target[(scheme + 3 + path)..];
        request.RawTarget = origin.StartsWith('/') ? origin : $"/{origin}";
    }
}
