using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Logging;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Streams;

/// <summary>
/// Feeds the records of a batch to a use case, in order, and reports which of them failed.
/// </summary>
/// <remarks>
/// A failure ends the work on its own item only: the records behind it that are of other items are handled now, as
/// those users must not wait for its retries. What the records tell the bus is published first, for all of them at
/// once. The event source mapping takes the lowest failed
/// sequence number as its checkpoint and delivers everything from there again
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html); a use case takes what it
/// has done already for done. Without time left nothing more is begun.
/// </remarks>
internal sealed class StreamEventReader : IEventReader
{
    private readonly IRecordUseCase _useCase;
    private readonly IOutbox? _outbox;
    private readonly RecordSpans _spans;
    private readonly ILogger _logger;

    /// <param name="outbox">Null where the records tell nothing that is published.</param>
    public StreamEventReader(IRecordUseCase useCase, FunctionServices services, IOutbox? outbox = null)
    {
        var mode = services.Settings.Optional("TRACE_STREAM_PARENT");
        if (mode is not (null or "links" or "record"))
        {
            services.Settings.AddFault("TRACE_STREAM_PARENT must be links or record.");
        }

        _useCase = useCase;
        _outbox = outbox;
        _spans = new RecordSpans(services.Telemetry.Source, linksOnly: mode == "links");
        _logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Streams");
    }

    public IncomingEvent Read(ReadOnlyMemory<byte> payload) =>
        new Batch(
            this,
            JsonSerializer.Deserialize(payload.Span, EventJson.Default.StreamEvent)
                ?? throw new JsonException("The event is null."));

    private bool Concerns(StreamRecord record) =>
        _useCase.Concerns(record) || _outbox?.Concerns(record) == true;

    private async Task<BatchItemFailure?> ProcessAsync(StreamRecord record, InvocationContext invocation)
    {
        using var span = _spans.Start(record, invocation);
        // Without a recorder the writer's own context is handed on, so that the trace does not end here.
        var traceparent = span is null ? RecordSpans.TraceOf(record) : Traceparent.Format(span.Context);
        try
        {
            await _useCase.HandleAsync(record, new RecordContext(invocation, traceparent, span));
            return null;
        }
        catch (Exception exception)
        {
            // Any failure, our deadline included, leaves the record to be delivered again.
            span.RecordFault(exception);
            StreamLog.RecordFailed(
                _logger, record.Change.SequenceNumber, exception.GetType().Name, PersonalData.Mask(exception.Message));
            return new BatchItemFailure(record.Change.SequenceNumber);
        }
    }

    private sealed class Batch(StreamEventReader reader, StreamEvent incoming) : IncomingEvent
    {
        private Activity? _span;

        public override string Trigger => "datasource";

        public override void Describe(Activity span)
        {
            _span = span;
            span.SetTag(SemanticConventions.Messaging.BatchCount, incoming.Records.Count);
        }

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            List<BatchItemFailure> failures = [];
            HashSet<string> failedItems = new(StringComparer.Ordinal);
            var records = incoming.Records.Where(reader.Concerns).ToList();
            var unpublished = reader._outbox is { } outbox ? await outbox.PublishAsync(records, context.Stop) : null;
            foreach (var record in records)
            {
                var item = ItemOf(record);
                if (failedItems.Contains(item) || context.Stop.IsCancellationRequested
                    || unpublished?.Contains(record.Change.SequenceNumber) == true)
                {
                    failures.Add(new BatchItemFailure(record.Change.SequenceNumber));
                    failedItems.Add(item);
                }
                else if (reader._useCase.Concerns(record) && await reader.ProcessAsync(record, context) is { } failure)
                {
                    failures.Add(failure);
                    failedItems.Add(item);
                }
            }

            if (incoming.Records.Count > records.Count)
            {
                _span?.SetTag(SemanticConventions.Onboarding.RecordsSkipped, incoming.Records.Count - records.Count);
            }

            await using var json = new Utf8JsonWriter(response);
            JsonSerializer.Serialize(json, new BatchResponse(failures), EventJson.Default.BatchResponse);
        }

        /// <summary>The item's key as text: <c>{"userId":{"S":"…"}}</c> reads as <c>userId=…</c>.</summary>
        private static string ItemOf(StreamRecord record) => string.Join(
            '&', (record.Change.Keys ?? []).Select(key => $"{key.Key}={key.Value?.S ?? key.Value?.N}"));
    }
}
