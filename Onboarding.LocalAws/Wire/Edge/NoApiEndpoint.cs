using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>The fallback where no HTTP API is deployed: API Gateway's own answer for an unknown host.</summary>
internal sealed class NoApiEndpoint : IEdgeEndpoint
{
    public string? SpanName(HttpRequest request) => null;

    public bool Claims(HttpRequest request) => true;

    public ValueTask HandleAsync(HttpContext context) =>
        new AwsResponse(context, context.TraceIdentifier)
            .SendAsync(404, "application/json", """{"message":"Not Found"}"""u8.ToArray());
}
