using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// The server spans of the edge. Attribute names are OpenTelemetry's semantic conventions for HTTP and RPC;
/// <c>rpc.system</c> is <c>aws-api</c>. Without a listener none of this allocates.
/// </summary>
internal static class EdgeTelemetry
{
    /// <summary>Of spans and of metrics.</summary>
    public const string SourceName = "Onboarding.LocalAws";

    /// <summary>Why an endpoint refuses, in words, where the status alone does not say it.</summary>
    public const string Reason = "localaws.reason";

    /// <summary>Which host it was, where a process has several.</summary>
    public const string ServerPort = "server.port";

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

    /// <summary>
    /// The code follows the name, as a list of traces shows nothing else of a span. Which answers are errors:
    /// docs/adr/0021-mark-what-a-person-must-see.md.
    /// </summary>
    public static void RecordError(Activity? span, AwsError error)
    {
        if (span is null)
        {
            return;
        }

        span.DisplayName = $"{span.DisplayName} {error.Code}";
        if (IsError(error.Status))
        {
            Fail(span, error.Code, error.Code);
        }
        else
        {
            span.SetTag("rpc.response.status_code", error.Code);
        }
    }

    /// <summary>
    /// Like <see cref="RecordError"/> for an answer of an endpoint: <c>POST /register 403 Forbidden</c>.
    /// </summary>
    public static void RecordStatus(Activity? span, int status)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("http.response.status_code", status);
        if (status < 400)
        {
            return;
        }

        span.DisplayName = $"{span.DisplayName} {status} {ReasonPhrases.GetReasonPhrase(status)}".TrimEnd();
        if (IsError(status))
        {
            var reason = span.GetTagItem(Reason) as string ?? ReasonPhrases.GetReasonPhrase(status);
            Fail(span, status.ToString(CultureInfo.InvariantCulture), reason);
        }
    }

    public static void Fail(Activity? span, string type, string description)
    {
        span?.SetTag("error.type", type);
        span?.SetStatus(ActivityStatusCode.Error, description);
    }

    /// <summary>
    /// Our own faults, and callers who may not come in. Another 4xx is an answer: a server's span then has no status.
    /// </summary>
    private static bool IsError(int status) =>
        status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or >= 500;

    /// <summary>The text of an error can hold personal data (a condition's item): it never reaches a span.</summary>
    private static Activity? Start(HttpRequest request, string name)
    {
        ActivityContext.TryParse(
            request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent);
        return Source.StartActivity(name, ActivityKind.Server, parent)
            ?.SetTag(ServerPort, request.HttpContext.Connection.LocalPort);
    }
}
