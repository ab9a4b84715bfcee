using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Http;

/// <summary>Feeds HTTP API events to a use case.</summary>
internal sealed class HttpEventReader(IHttpUseCase useCase) : IEventReader
{
    // The body is JSON inside a JSON string: the default encoder would write every quote as six characters, for the
    // sake of HTML that this document is never part of.
    private static readonly JsonWriterOptions EnvelopeOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IncomingEvent Read(ReadOnlyMemory<byte> payload)
    {
        const string expected = "The event is not an HTTP API event of version 2.0";
        try
        {
            var request = JsonSerializer.Deserialize(payload.Span, EventJson.Default.HttpApiRequest)
                ?? throw new JsonException("It is null.");
            return request.Version == "2.0"
                ? new HttpEvent(useCase, request)
                // Payload 1.0 names its fields otherwise.
                : throw new JsonException("It has another version.");
        }
        catch (JsonException e)
        {
            throw new JsonException($"{expected}: {e.Message}", e);
        }
    }

    private sealed class HttpEvent(IHttpUseCase useCase, HttpApiRequest request) : IncomingEvent
    {
        private readonly string _method = request.RequestContext.Http.Method;

        private Activity? _span;

        public override string Trigger => "http";

        // "POST /register", "GET /registrations/{userId}"; a $default route has no template to name.
        public override string? SpanName => request.RouteKey.StartsWith('$') ? _method : request.RouteKey;

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
                : await useCase.HandleAsync(request, context);
            _span?.SetTag(SemanticConventions.Http.StatusCode, httpResponse.StatusCode);
            // A server span is an error from 500 on: 4xx is the caller's.
            if (httpResponse.StatusCode >= 500)
            {
                _span?.SetStatus(ActivityStatusCode.Error);
            }

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
