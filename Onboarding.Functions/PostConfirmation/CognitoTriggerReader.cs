using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.PostConfirmation;

/// <summary>
/// Feeds a user pool's events to the trigger and answers with the event as it came, byte for byte: a pool takes
/// nothing else for an answer, and what this code does not know must come back, too.
/// </summary>
internal sealed class CognitoTriggerReader(PostConfirmationFunction function) : IEventReader
{
    public IncomingEvent Read(ReadOnlyMemory<byte> payload)
    {
        return JsonSerializer.Deserialize(payload.Span, EventJson.Default.CognitoTriggerEvent)
            is { TriggerSource: { } source, Request: { } request }
            ? new TriggerEvent(function, source, request, payload)
            : throw new JsonException("The event has no triggerSource or no request: it is not one of a user pool.");
    }

    private sealed class TriggerEvent(
        PostConfirmationFunction function, string source, CognitoTriggerRequest request, ReadOnlyMemory<byte> payload)
        : IncomingEvent
    {
        private Activity? _span;

        public override string Trigger => "other";

        // The pool passes no headers on. What it does pass on is the client's own metadata.
        public override ActivityContext? Parent =>
            Traceparent.Parse(request.ClientMetadata?.GetValueOrDefault("traceparent"));

        public override void Describe(Activity span)
        {
            _span = span;
            span.SetTag(SemanticConventions.Onboarding.TriggerSource, source);
        }

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            await function.HandleAsync(source, request, _span, context);
            response.Write(payload.Span);
        }
    }
}
