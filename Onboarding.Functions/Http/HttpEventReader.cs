using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Http;

/// <summary>Feeds HTTP API events to a use case, and tells log, span and metrics of what it refuses.</summary>
internal sealed class HttpEventReader(IHttpUseCase useCase, FunctionServices services) : IEventReader
{
    // The body is JSON inside a JSON string: the default encoder would write every quote as six characters, for the
    // sake of HTML that this document is never part of.
    private static readonly JsonWriterOptions EnvelopeOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly IHttpUseCase _useCase = useCase;
    private readonly ILogger _logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Http");

    /// <summary>Gets the status of each refusal, for use cases that count them.</summary>
    public Action<int>? OnRefused { get; init; }

    public IncomingEvent Read(ReadOnlyMemory<byte> payload)
    {
        const string expected = "The event is not an HTTP API event of version 2.0";
        try
        {
            var request = JsonSerializer.Deserialize(payload.Span, EventJson.Default.HttpApiRequest)
                ?? throw new JsonException("It is null.");
            return request.Version == "2.0"
                ? new HttpEvent(this, request)
                // Payload 1.0 names its fields otherwise.
                : throw new JsonException("It has another version.");
        }
        catch (JsonException e)
        {
            throw new JsonException($"{expected}: {e.Message}", e);
        }
    }

    /// <summary>A 404 is an answer to a question; all else from 400 to 499 refuses what was wanted.</summary>
    private void Tell(string route, HttpApiResponse response, Activity? span)
    {
        span?.SetTag(SemanticConventions.Http.StatusCode, response.StatusCode);
        // A server span is an error from 500 on: 4xx is the caller's (docs/adr/0021-mark-what-a-person-must-see.md).
        if (response.StatusCode >= 500)
        {
            span?.SetStatus(ActivityStatusCode.Error, response.Reason);
        }

        if (response.StatusCode is < 400 or 404)
        {
            return;
        }

        span?.SetTag(SemanticConventions.Onboarding.Reason, response.Reason);
        HttpLog.Refused(_logger, route, response.StatusCode, response.Reason ?? "");
        OnRefused?.Invoke(response.StatusCode);
    }

    private sealed class HttpEvent(HttpEventReader reader, HttpApiRequest request) : IncomingEvent
    {
        private readonly string _method = request.RequestContext.Http.Method;

        private Activity? _span;

        public override string Trigger => "http";

        public override ActivityContext? Parent => Traceparent.Parse(request.Header("traceparent"));

        public override void Describe(Activity span)
        {
            _span = span;
            span.SetTag(SemanticConventions.Http.RequestMethod, _method);
            span.SetTag(SemanticConventions.Http.UrlPath, request.RawPath);
            span.SetTag(SemanticConventions.Http.UrlScheme, "https");
            if (request.RouteKey.IndexOf(' ') is var space and > 0)
            {
                span.SetTag(SemanticConventions.Http.Route, request.RouteKey[(space + 1)..]);
            }
        }

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            // Here and not in the use cases: none of them can forget it.
            var httpResponse = request.RequestContext.Authorizer?.Lambda?.RetryAfter is { } seconds
                ? TooManyRequests(seconds)
                : await reader._useCase.HandleAsync(request, context);
            // "POST /register", "GET /registrations/{userId}"; a $default route has no template to name.
            reader.Tell(request.RouteKey.StartsWith('$') ? _method : request.RouteKey, httpResponse, _span);
            await using var json = new Utf8JsonWriter(response, EnvelopeOptions);
            JsonSerializer.Serialize(json, httpResponse, EventJson.Default.HttpApiResponse);
        }

        private static HttpApiResponse TooManyRequests(string seconds)
        {
            var httpResponse = HttpResponses.Problem(
                429, "Too Many Requests", "This API key is over its rate limit.");
            return httpResponse with
            {
                Headers = new Dictionary<string, string>(httpResponse.Headers!) { ["retry-after"] = seconds },
            };
        }
    }
}
