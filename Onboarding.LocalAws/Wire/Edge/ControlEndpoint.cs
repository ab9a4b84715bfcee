using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>One page of the host's own control surface, for example the mailbox.</summary>
internal interface IControlPage
{
    /// <summary>The segment after <c>/_localaws/</c>, for example <c>mail</c>.</summary>
    string Segment { get; }

    /// <summary>What it is for, in a few words.</summary>
    string Summary { get; }

    /// <summary>How it is called without anything further in the path.</summary>
    string Method => HttpMethods.Get;

    /// <summary>
    /// Whether a GET of a browser yields a page for people, without effect: any site may then link to it.
    /// </summary>
    bool IsDocument => false;

    /// <summary>False for a page that answers whether or not the journal does, since it tells of the journal.</summary>
    bool TellsOfState => true;

    /// <param name="rest">The path after the segment: empty or starting with a slash.</param>
    ValueTask HandleAsync(HttpContext http, PathString rest);
}

/// <summary>
/// <c>/_localaws/{segment}…</c>: unsigned, so it serves this machine only: its programs and its pages. Nothing here
/// acts on a GET, but for a link with a secret in it that went out by mail. A foreign page can navigate a browser here,
/// but neither frame the page nor keep a handle of its window.
/// </summary>
/// <param name="durability">See <see cref="ResponseGate"/>: pages tell of state, as services do.</param>
internal sealed class ControlEndpoint(IReadOnlyCollection<IControlPage> pages, IDurability durability) : IEdgeEndpoint
{
    private static readonly PathString Prefix = new("/_localaws");

    private readonly FrozenDictionary<string, IControlPage> _pages =
        pages.ToFrozenDictionary(p => p.Segment, StringComparer.Ordinal);

    public string? SpanName(HttpRequest request) => null;

    public bool Claims(HttpRequest request) => request.Path.StartsWithSegments(Prefix);

    public ValueTask HandleAsync(HttpContext http)
    {
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var (page, segment) = Find(http.Request);
        if (page is null)
        {
            return RefuseAsync(
                http, 404, $"no such page; there are /_localaws/{string.Join(", /_localaws/", _pages.Keys.Order())}");
        }

        http.Request.Path.StartsWithSegments($"{Prefix}/{segment}", out var rest);
        return page.TellsOfState ? HandleStateAsync(page, http, rest) : page.HandleAsync(http, rest);
    }

    public bool Admits(in PageRequest page) =>
        page.Site is not PageSite.Foreign || (page.OpensDocument && Find(page.Http).Page is { IsDocument: true });

    public static ValueTask RefuseAsync(HttpContext http, int status, string why) =>
        new AwsResponse(http, http.TraceIdentifier).SendAsync(
            status,
            "application/json",
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                new Refusal("LocalAwsControlException", why), RefusalJson.Default.Refusal));

    private (IControlPage? Page, string Segment) Find(HttpRequest request)
    {
        request.Path.StartsWithSegments(Prefix, out var path);
        var segment = path.Value!.Split('/', 3, StringSplitOptions.None).ElementAtOrDefault(1) ?? "";
        return (_pages.GetValueOrDefault(segment), segment);
    }

    private async ValueTask HandleStateAsync(IControlPage page, HttpContext http, PathString rest)
    {
        try
        {
            ResponseGate.Close(http, durability);
            await page.HandleAsync(http, rest);
            await ResponseGate.PassAsync(http);
        }
        catch (JournalException e) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            ResponseGate.Open(http);
            await RefuseAsync(http, 503, e.Message);
        }
    }
}
