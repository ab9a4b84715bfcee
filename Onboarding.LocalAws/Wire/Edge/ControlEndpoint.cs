using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>One page of the host's own control surface, for example the mailbox.</summary>
internal interface IControlPage
{
    /// <summary>The segment after <c>/_localaws/</c>, for example <c>mail</c>.</summary>
    string Segment { get; }

    /// <param name="rest">The path after the segment: empty or starting with a slash.</param>
    ValueTask HandleAsync(HttpContext http, PathString rest);
}

/// <summary>
/// <c>/_localaws/{segment}…</c>: unsigned, so it serves this machine only. A web page elsewhere cannot reach it: the
/// Host must be loopback (DNS rebinding) and a browser's cross-site request is refused.
/// </summary>
internal sealed class ControlEndpoint(IReadOnlyCollection<IControlPage> pages) : IEdgeEndpoint
{
    private static readonly PathString Prefix = new("/_localaws");

    private readonly FrozenDictionary<string, IControlPage> _pages =
        pages.ToFrozenDictionary(p => p.Segment, StringComparer.Ordinal);

    public string? SpanName(HttpRequest request) => null;

    public bool Claims(HttpRequest request) => request.Path.StartsWithSegments(Prefix);

    public ValueTask HandleAsync(HttpContext http)
    {
        if (!IsLoopback(http.Request.Host.Host) || IsCrossSite(http.Request))
        {
            return RefuseAsync(http, 403, "the control pages answer this machine only");
        }

        http.Request.Path.StartsWithSegments(Prefix, out var path);
        var segment = path.Value!.Split('/', 3, StringSplitOptions.None).ElementAtOrDefault(1) ?? "";
        if (!_pages.TryGetValue(segment, out var page))
        {
            return RefuseAsync(
                http, 404, $"no such page; there are /_localaws/{string.Join(", /_localaws/", _pages.Keys.Order())}");
        }

        path.StartsWithSegments("/" + segment, out var rest);
        return page.HandleAsync(http, rest);
    }

    public static ValueTask RefuseAsync(HttpContext http, int status, string why) =>
        new AwsResponse(http, http.TraceIdentifier).SendAsync(
            status,
            "application/json",
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                new Refusal("LocalAwsControlException", why), RefusalJson.Default.Refusal));

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsCrossSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site"
        || (Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && !IsLoopback(origin.Host));
}
