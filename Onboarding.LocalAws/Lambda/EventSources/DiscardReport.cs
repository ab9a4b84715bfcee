using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Records that a stream has trimmed before the mapping read them: up to that many, of any key.</summary>
/// <param name="From">The position of the first that is gone.</param>
/// <param name="To">The position of the first that is there.</param>
internal readonly record struct TrimmedRange(ulong From, ulong To)
{
    public int Count => (int)Math.Min(To - From, int.MaxValue);
}

/// <summary>
/// Reports every discarded batch: a line of the log, and a document at the on-failure destination, if there is one.
/// </summary>
internal sealed partial class DiscardReport(
    StreamMappingSettings settings, IStreamSource source, MappingContext context)
{
    /// <param name="last">The last invocation with these records; null where there was none.</param>
    public Task DiscardedAsync(BatchState batch, Discarded discarded, InvokeResult? last, CancellationToken stop)
    {
        var segment = discarded.Segment;
        LogDiscarded(context.Logger, settings.FunctionName, segment.Count, discarded.Condition);
        var (first, end) = (batch.Records[segment.Start], batch.Records[segment.End - 1]);
        var records = new FailedRecords(first.SequenceNumber, end.SequenceNumber, segment.Count)
        {
            Arrival = (first.CreatedAt, end.CreatedAt),
            Condition = discarded.Condition,
            InvokeCount = segment.InvokeCount,
        };
        return SendAsync(records, last, stop);
    }

    /// <summary>
    /// Lambda itself never hears of such records: a mapping that was disabled for longer than a day goes on with the
    /// oldest one that is left. Here they are reported like those that became too old in the mapping's hands.
    /// </summary>
    public Task TrimmedAsync(TrimmedRange trimmed, CancellationToken stop)
    {
        var (first, last) = (source.SequenceNumberOf(trimmed.From), source.SequenceNumberOf(trimmed.To - 1));
        LogTrimmed(context.Logger, settings.FunctionName, trimmed.Count, source.StreamArn, first, last);
        var records = new FailedRecords(first, last, trimmed.Count)
        {
            Condition = DiscardCondition.RecordAgeExceeded,
        };
        return SendAsync(records, last: null, stop);
    }

    private async Task SendAsync(FailedRecords records, InvokeResult? last, CancellationToken stop)
    {
        if (settings.OnFailureArn is not { } arn)
        {
            return;
        }

        var document = FailureDocument.Write(
            settings, source, records, last, (context.Random.NextGuid().ToString(), context.Time.GetUtcNow()));
        if (!await context.Destination.TrySendAsync(arn, document, stop))
        {
            // As in AWS a destination that cannot be reached does not hold the stream up.
            LogNoDestination(context.Logger, settings.FunctionName, arn);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: {Count} records discarded: {Condition}")]
    private static partial void LogDiscarded(ILogger logger, string function, int count, DiscardCondition condition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: up to {Count} records were trimmed from {Stream} "
        + "before its mapping took them, {First} to {Last}")]
    private static partial void LogTrimmed(
        ILogger logger, string function, int count, string stream, string first, string last);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: the on-failure destination {Arn} does not exist")]
    private static partial void LogNoDestination(ILogger logger, string function, string arn);
}
