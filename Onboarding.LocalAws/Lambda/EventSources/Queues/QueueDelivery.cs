using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>
/// Delivers one batch of a queue. What the function took is deleted; everything else is left alone and comes back when
/// its visibility timeout is over, until the queue's redrive policy gives it up
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
/// </summary>
internal sealed partial class QueueDelivery(
    QueueMappingSettings settings, IMessageQueue queue, MappingStop stop, MappingContext context)
{
    private volatile string _lastProcessingResult = ProcessingResult.None;

    public string LastProcessingResult => _lastProcessingResult;

    public async Task RunAsync(IReadOnlyList<QueueMessage> batch)
    {
        var payload = EventPayload.Of([.. batch.Select(m => m.Json)]);
        var origins = BatchOrigins.Of(batch.Select(m => m.Sender));
        var backoff = new Backoff(context.Random, context.Time);
        while (true)
        {
            var result = await context.Invoker.InvokeAsync(
                settings.FunctionName, payload, origins, stop.WorkInFlight);
            if (result.Status == InvokeStatus.HostStopping)
            {
                throw new OperationCanceledException("The host stops.");
            }

            if (!result.IsThrottled)
            {
                End(batch, result);
                return;
            }

            // "Lambda continues to retry the message until the message's timestamp exceeds your queue's visibility
            // timeout, at which point Lambda drops the message."
            _lastProcessingResult = ProcessingResult.Throttled;
            await backoff.WaitAsync(stop.NewWork);
            var now = context.Time.Look().Running;
            if (batch.Any(m => m.VisibleAt <= now))
            {
                return;
            }
        }
    }

    private void End(IReadOnlyList<QueueMessage> batch, InvokeResult result)
    {
        switch (result.Status)
        {
            case InvokeStatus.Succeeded:
                var failed = settings.ReportsBatchItemFailures ? FailedOf(result.Payload, batch) : [];
                foreach (var message in batch)
                {
                    if (!failed.Contains(message.MessageId))
                    {
                        queue.Delete(message);
                    }
                }

                _lastProcessingResult = failed.Count == 0 ? ProcessingResult.Ok : ProcessingResult.PartiallyFailed;
                break;
            case InvokeStatus.FunctionError:
                _lastProcessingResult = ProcessingResult.Failed;
                LogFailed(context.Logger, settings.FunctionName, result.RequestId, batch.Count);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The messages that stay; all of them where the response is malformed or names another's.</summary>
    private static HashSet<string> FailedOf(ReadOnlyMemory<byte> response, IReadOnlyList<QueueMessage> batch)
    {
        var all = batch.Select(m => m.MessageId).ToHashSet(StringComparer.Ordinal);
        return BatchItemFailures.Read(response) is { } identifiers
            && identifiers.All(i => i is not null && all.Contains(i))
            ? identifiers.ToHashSet(StringComparer.Ordinal)!
            : all;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} {RequestId} failed a batch of {Count} messages")]
    private static partial void LogFailed(ILogger logger, string function, string requestId, int count);
}
