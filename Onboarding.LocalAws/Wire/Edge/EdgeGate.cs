using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Lets in what this machine sends and keeps web pages of others out, before anything else looks at a request: the
/// port is open to every page in the developer's browser, and half of what answers there takes no signature. Two
/// questions (docs/adr/0013-let-no-stranger-in.md):
/// <list type="number">
/// <item>Is <c>Host</c> a name of this machine? A page under a name that its owner's DNS points here (rebinding) is of
/// one origin with what it calls, so that nothing but the name gives it away.</item>
/// <item>If a page sends it, does what it is for admit that page? See <see cref="IEdgeEndpoint.Admits"/>.</item>
/// </list>
/// A program sends none of the headers that tell a page: for it this is a comparison and two look-ups.
/// </summary>
internal sealed class EdgeGate(OwnHosts hosts)
{
    private static readonly byte[] UnknownHost = Text(
        "This host name is not one of this machine's: a web page elsewhere can have sent the request here. Call "
        + "127.0.0.1 or localhost, or start the host with --allowed-host NAME.");

    private static readonly byte[] ForeignPage = Text(
        "A web page that is not let in here sent this request. The HTTP API admits the origins of its "
        + "CorsConfiguration, a bucket those of its CORS rules, Cognito the pages of this machine; where this machine "
        + "has another name, start the host with --allowed-host NAME.");

    public bool KnowsHost(HttpRequest request) => hosts.Contains(request.Headers.Host.ToString());

    /// <returns>Null where no page sends it.</returns>
    public PageRequest? PageOf(HttpRequest request) => PageRequest.Of(request, hosts);

    public static ValueTask RefuseHostAsync(HttpContext http) => RefuseAsync(http, UnknownHost);

    public static ValueTask RefusePageAsync(HttpContext http) => RefuseAsync(http, ForeignPage);

    /// <summary>The same text for everything, so that it says nothing about what is here.</summary>
    private static ValueTask RefuseAsync(HttpContext http, byte[] body) =>
        new AwsResponse(http, http.TraceIdentifier).SendAsync(403, "application/json", body);

    private static byte[] Text(string message) => JsonSerializer.SerializeToUtf8Bytes(
        new Refusal("LocalAwsAccessDeniedException", message), RefusalJson.Default.Refusal);
}
