using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// The question that a browser asks before a page's call of a JSON service. It does not say which service, so that all
/// get one answer; the call itself is then refused where the service is not for pages.
/// </summary>
internal sealed class PreflightEndpoint : IEdgeEndpoint
{
    public string? SpanName(HttpRequest request) => null;

    public bool Claims(HttpRequest request) => BrowserAccess.IsPreflight(request);

    public bool Admits(in PageRequest page) => BrowserAccess.Admits(page);

    public ValueTask HandleAsync(HttpContext http)
    {
        BrowserAccess.AnswerPreflight(http);
        return ValueTask.CompletedTask;
    }
}
