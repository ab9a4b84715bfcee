using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>Whose page sends a request.</summary>
internal enum PageSite
{
    /// <summary>A page of the very origin that it calls, or the person at the browser's address bar.</summary>
    Same,

    /// <summary>A page of this machine, on another port.</summary>
    Own,

    /// <summary>Every other page, and one with an opaque origin (<c>Origin: null</c>, of a sandboxed frame).</summary>
    Foreign,
}

/// <summary>
/// What a browser says of a request that a page sends, with headers that no page can set or leave out:
/// <c>Sec-Fetch-Site</c> (https://www.w3.org/TR/fetch-metadata/) where the address is of this machine, and
/// <c>Origin</c> (https://fetch.spec.whatwg.org/#origin-header) on everything that is neither GET nor HEAD, on a call
/// whose answer the page may read, and on a WebSocket, which has no <c>Sec-Fetch-Site</c>.
/// </summary>
/// <param name="Origin">Null where there is none.</param>
/// <param name="IsOriginOwn">Whether the origin is of this machine, on any port and under any of its names.</param>
internal readonly record struct PageRequest(HttpRequest Http, PageSite Site, string? Origin, bool IsOriginOwn)
{
    /// <summary>A GET or HEAD, with nothing that would say from where.</summary>
    public bool IsPlainRead =>
        Origin is null && (HttpMethods.IsGet(Http.Method) || HttpMethods.IsHead(Http.Method));

    /// <summary>Whether the answer becomes the page of a tab, out of reach of the one that led there.</summary>
    public bool OpensDocument =>
        Origin is null
        && HttpMethods.IsGet(Http.Method)
        && Http.Headers["Sec-Fetch-Mode"] == "navigate"
        && Http.Headers["Sec-Fetch-Dest"] == "document";

    /// <returns>Null where no page sends it: SDKs, command-line tools, functions.</returns>
    public static PageRequest? Of(HttpRequest request, OwnHosts hosts)
    {
        var origin = request.Headers.Origin;
        var site = request.Headers["Sec-Fetch-Site"];
        if (origin.Count == 0 && site.Count == 0)
        {
            return null;
        }

        var from = origin.Count == 0 ? null : origin.ToString();
        var isOwn = from is not null && hosts.ContainsOrigin(from);
        var host = request.Headers.Host.ToString();
        var whose = site.Count > 0
            ? OfFetchSite(site.ToString(), host, isOwn || from is null)
            : OwnHosts.AuthorityOf(from).Equals(host, StringComparison.OrdinalIgnoreCase) ? PageSite.Same
            : isOwn ? PageSite.Own
            : PageSite.Foreign;
        return new PageRequest(request, whose, from, isOwn);
    }

    private static PageSite OfFetchSite(string site, string host, bool canBeOwn) => site switch
    {
        "same-origin" or "none" => PageSite.Same,
        // A name that was allowed can be in the DNS, where its neighbours are others' ("same-site" all the same).
        "same-site" when canBeOwn && OwnHosts.IsLoopbackAuthority(host) => PageSite.Own,
        _ => PageSite.Foreign,
    };
}
