using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>Behind the edge and no AWS service: the Runtime API, the HTTP API, the control pages.</summary>
internal interface IEdgeEndpoint
{
    /// <summary>Name in spans, or null where a request makes no span of its own (long polls, health).</summary>
    string? SpanName(HttpRequest request);

    bool Claims(HttpRequest request);

    /// <summary>Whether a page in a browser may send this request; asked only where one does.</summary>
    bool Admits(in PageRequest page);

    ValueTask HandleAsync(HttpContext context);
}
