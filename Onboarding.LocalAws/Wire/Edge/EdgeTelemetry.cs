using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// The server spans of the edge. Attribute names are OpenTelemetry's semantic conventions for HTTP and RPC;
/// <c>rpc.system</c> is <c>aws-api</c>. Without a listener none of this allocates.
/// </summary>
internal static class EdgeTelemetry
{
    public const string SourceName = "Onboarding.LocalAws";

    public static ActivitySource Source { get; } = new(SourceName);

    public static Activity? StartServiceSpan(HttpRequest request, IAwsService service, string requestId)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var span = Start(request, service.Name);
        span?.SetTag("rpc.system", "aws-api");
        span?.SetTag("rpc.service", service.Name);
        span?.SetTag("aws.request_id", requestId);
        return span;
    }

    public static Activity? StartEndpointSpan(IEdgeEndpoint endpoint, HttpRequest request)
    {
        if (!Source.HasListeners() || endpoint.SpanName(request) is not { } name)
        {
            return null;
        }

        var span = Start(request, name);
        span?.SetTag("http.request.method", request.Method);
        return span;
    }

    public static void RecordError(Activity? span, AwsError error)
    {
        // The caller's own 4xx is no error of this server, says the HTTP convention; the code is still worth having.
        span?.SetTag("error.type", error.Code);
        if (error.Status >= 500)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Code);
        }
    }

    /// <summary>The text of an error can hold personal data (a condition's item): it never reaches a span.</summary>
    private static Activity? Start(HttpRequest request, string name)
    {
        ActivityContext.TryParse(
            request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent);
        return Source.StartActivity(name, ActivityKind.Server, parent);
    }
}
