using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Lambda.EventSources.Windows;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Takes one batch to its end: deliver, judge, advance the checkpoint, back off, discard. The checkpoint moves after
/// the function's success or after the destination heard of the discard, never before: an interruption
/// at any point leaves records that are delivered again (at least once).
/// </summary>
internal sealed partial class BatchDelivery(
    StreamMappingSettings settings, IStreamSource source, MappingGate gate, MappingStop stop, MappingContext context)
{
    private readonly Backoff _backoff = new(context.Random, context.Time);
    private readonly DiscardReport _report = new(settings, source, context);

    /// <summary>AWS's words for how the last batch went.</summary>
    public string LastProcessingResult { get; private set; } = ProcessingResult.None;

    /// <summary>The open window; null where the mapping has none.</summary>
    public TumblingWindow? Window { get; set; }

    /// <param name="advance">Told each state that holds from now on.</param>
    public async Task RunAsync(BatchState batch, Action<BatchState> advance)
    {
        InvokeResult? last = null;
        _backoff.Reset();
        while (!batch.IsDone)
        {
            stop.NewWork.ThrowIfCancellationRequested();
            var step = batch.DropExpired(gate.Clock);
            if (step.Discarded is null)
            {
                await gate.PassAsync(stop.NewWork);
                (step, last) = await DeliverAsync(batch);
            }

            if (step.Discarded is { } discarded)
            {
                await _report.DiscardedAsync(batch, discarded, last, stop.WorkInFlight);
            }

            batch = step.Next;
            advance(batch);
            if (step.IsRetry)
            {
                await _backoff.WaitAsync(stop.NewWork);
            }
            else
            {
                _backoff.Reset();
            }
        }
    }

    private async Task<(BatchStep Step, InvokeResult Result)> DeliverAsync(BatchState batch)
    {
        var segment = batch.Current;
        var records = EventPayload.Of(batch.Records, segment);
        var payload = Window is null
            ? records
            : WindowPayload.Of(records, Window, source, isFinal: false);
        var origins = BatchOrigins.Of(batch.Records, segment);
        var result = await context.Invoker.InvokeAsync(settings.FunctionName, payload, origins, stop.WorkInFlight);
        return (Judge(batch, segment, result), result);
    }

    /// <summary>
    /// Tells the function that the window is over, until it takes it: "if invocation fails, your Lambda function
    /// suspends further processing until it is a successful invocation".
    /// </summary>
    public async Task CloseWindowAsync(TumblingWindow window)
    {
        var payload = WindowPayload.Of(EventPayload.Of([]), window, source, isFinal: true);
        _backoff.Reset();
        while (true)
        {
            stop.NewWork.ThrowIfCancellationRequested();
            await gate.PassAsync(stop.NewWork);
            var result = await context.Invoker.InvokeAsync(
                settings.FunctionName, payload, origins: [], stop.WorkInFlight);
            switch (result.Status)
            {
                case InvokeStatus.Succeeded:
                    LastProcessingResult = ProcessingResult.Ok;
                    return;
                case InvokeStatus.HostStopping:
                    throw new OperationCanceledException("The host stops.");
                default:
                    LastProcessingResult = ProcessingResult.Failed;
                    await _backoff.WaitAsync(stop.NewWork);
                    break;
            }
        }
    }

    private BatchStep Judge(BatchState batch, BatchSegment segment, InvokeResult result)
    {
        switch (result.Status)
        {
            case InvokeStatus.Succeeded when Window is not null && TumblingWindow.ReadState(result.Payload) is null:
                // "If the response does not contain a state property, Lambda considers this a failed invocation."
                LastProcessingResult = ProcessingResult.Failed;
                return batch.Failed(segment.Start, isReported: false);
            case InvokeStatus.Succeeded:
                var failed = settings.ReportsBatchItemFailures
                    ? BatchResponse.FirstFailed(result.Payload, segment, batch.Records)
                    : null;
                LastProcessingResult = failed is null ? ProcessingResult.Ok : ProcessingResult.PartiallyFailed;
                KeepState(result.Payload, hasProgress: failed != segment.Start);
                return failed is { } first ? batch.Failed(first, isReported: true) : batch.Succeeded();
            case InvokeStatus.FunctionError:
                LastProcessingResult = ProcessingResult.Failed;
                LogFailed(context.Logger, settings.FunctionName, result.RequestId, segment.Count);
                return batch.Failed(segment.Start, isReported: false);
            case InvokeStatus.ThrottledByReservedConcurrency or InvokeStatus.ThrottledByAccount:
                // "Before invocation: … it retries until the records expire or exceed the maximum age."
                LastProcessingResult = ProcessingResult.Throttled;
                return new BatchStep(batch) { IsRetry = true };
            case InvokeStatus.HostStopping:
                throw new OperationCanceledException("The host stops.");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Where no record was processed, the state is the one before.</summary>
    private void KeepState(ReadOnlyMemory<byte> response, bool hasProgress)
    {
        if (hasProgress && Window is { } window && TumblingWindow.ReadState(response) is { } state)
        {
            Window = window with { State = state };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} {RequestId} failed a batch of {Count} records")]
    private static partial void LogFailed(ILogger logger, string function, string requestId, int count);
}
