using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// The question that a browser asks before a page's call of a JSON service. It does not say which service, so that all
/// get one answer; those that are not for pages then hide theirs from the page.
/// </summary>
internal sealed class PreflightEndpoint : IEdgeEndpoint
{
    public string? SpanName(HttpRequest request) => null;

    public bool Claims(HttpRequest request) => BrowserAccess.IsPreflight(request);

    public ValueTask HandleAsync(HttpContext http)
    {
        BrowserAccess.AnswerPreflight(http);
        return ValueTask.CompletedTask;
    }
}
