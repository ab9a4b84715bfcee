using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.AuthorizeApiKey;

/// <summary>Feeds the gateway's questions to the authorizer and writes its answers.</summary>
internal sealed class AuthorizerEventReader(AuthorizeApiKeyFunction function) : IEventReader
{
    public IncomingEvent Read(ReadOnlyMemory<byte> payload)
    {
        var request = JsonSerializer.Deserialize(payload.Span, EventJson.Default.AuthorizerRequest)
            ?? throw new JsonException("The event is null.");
        // Payload 1.0 holds the key elsewhere: every request would look keyless instead of misconfigured.
        if (request is not { Version: "2.0", Type: "REQUEST" })
        {
            throw new JsonException("The event is not a request authorizer's event of version 2.0.");
        }

        return new AuthorizerEvent(function, request);
    }

    private sealed class AuthorizerEvent(AuthorizeApiKeyFunction function, AuthorizerRequest request) : IncomingEvent
    {
        private Activity? _span;

        public override string Trigger => "http";

        public override ActivityContext? Parent =>
            Traceparent.Parse(request.Headers?.GetValueOrDefault("traceparent"));

        public override void Describe(Activity span) => _span = span;

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            var verdict = await function.AuthorizeAsync(
                request.IdentitySource is [var key] ? key : null, request.RouteKey, context.Stop);
            var outcome = verdict.Kind.ToString().ToLowerInvariant();
            _span?.SetTag(SemanticConventions.Onboarding.Outcome, outcome);
            if (verdict.InWords is { } reason)
            {
                _span.RecordRefusal(outcome, reason);
            }

            _span?.SetTag(SemanticConventions.Onboarding.ApiKeyId, verdict.KeyId);
            await using var json = new Utf8JsonWriter(response);
            JsonSerializer.Serialize(json, ResponseOf(verdict), EventJson.Default.AuthorizerResponse);
        }

        private static AuthorizerResponse ResponseOf(Verdict verdict)
        {
            if (verdict.Kind is not (VerdictKind.Allowed or VerdictKind.Throttled))
            {
                return new AuthorizerResponse { IsAuthorized = false };
            }
            // Whole seconds, as Retry-After wants them, and text, as every version of the payload can carry it.
            var retryAfter = verdict.Kind == VerdictKind.Throttled
                ? Math.Ceiling(verdict.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture)
                : null;
            return new AuthorizerResponse
            {
                IsAuthorized = true,
                Context = new AuthorizerContext { ApiKeyId = verdict.KeyId, RetryAfter = retryAfter },
            };
        }
    }
}
