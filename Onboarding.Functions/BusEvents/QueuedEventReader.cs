using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Logging;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.BusEvents;

/// <summary>
/// For a rule whose target is a queue that the function reads: a batch of events per invocation, each a message of its
/// own. A message that fails comes again, alone, and in the end goes to the queue's dead-letter queue
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
/// </summary>
internal sealed class QueuedEventReader(IBusUseCase useCase, FunctionServices services) : IEventReader
{
    private readonly ILogger _logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.BusEvents");

    public IncomingEvent Read(ReadOnlyMemory<byte> payload) =>
        new Batch(
            this,
            JsonSerializer.Deserialize(payload.Span, EventJson.Default.QueueEvent)
                ?? throw new JsonException("The event is null."));

    private async Task<bool> TryHandleAsync(QueueMessage message, InvocationContext invocation)
    {
        Activity? span = null;
        try
        {
            var incoming = BusEvent.Parse(message.Body);
            span = BusSpans.Start(services.Telemetry.Source, incoming, invocation);
            var traceparent = span is null ? incoming.Traceparent : Traceparent.Format(span.Context);
            await useCase.HandleAsync(incoming, invocation with { Traceparent = traceparent });
            return true;
        }
        catch (Exception exception)
        {
            // Any failure, our deadline included, leaves the message to come again.
            span.RecordFault(exception);
            BusEventsLog.MessageFailed(
                _logger, message.MessageId, exception.GetType().Name, PersonalData.Mask(exception.Message));
            return false;
        }
        finally
        {
            span?.Dispose();
        }
    }

    private sealed class Batch(QueuedEventReader reader, QueueEvent batch) : IncomingEvent
    {
        public override string Trigger => "pubsub";

        public override void Describe(Activity span) =>
            span.SetTag(SemanticConventions.Messaging.BatchCount, batch.Records.Count);

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            List<BatchItemFailure> failures = [];
            foreach (var message in batch.Records)
            {
                if (context.Stop.IsCancellationRequested || !await reader.TryHandleAsync(message, context))
                {
                    failures.Add(new BatchItemFailure(message.MessageId));
                }
            }

            await using var json = new Utf8JsonWriter(response);
            JsonSerializer.Serialize(json, new BatchResponse(failures), EventJson.Default.BatchResponse);
        }
    }
}
