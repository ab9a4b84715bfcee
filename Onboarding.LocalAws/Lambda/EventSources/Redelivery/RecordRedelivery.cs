using System.Text.Json;
using Onboarding.LocalAws.Lambda.EventSources.Queues;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.EventSources.Redelivery;

/// <summary>
/// Delivers records once more while the stream retains them, beside the mapping's own work and without moving its
/// checkpoint: what was discarded, from the failure documents of the on-failure queue, or a single record. AWS has
/// neither; there one writes a script.
/// </summary>
internal sealed class RecordRedelivery(StreamMappingSettings settings, IStreamSource source, MappingContext context)
{
    /// <summary>More documents than this wait for the next call.</summary>
    private const int DocumentCountMax = 1000;

    private const int PageSize = 1000;

    /// <summary>Takes back every failure document of this mapping, in the order of their records.</summary>
    public async Task<RedriveOutcome> RedriveAsync(IMessageQueue queue, CancellationToken stop)
    {
        var messages = await ReceiveAllAsync(queue, stop);
        var outcome = new RedriveOutcome();
        var own = new List<(QueueMessage Message, FailureRange Range)>();
        foreach (var message in messages)
        {
            if (FailureRange.Read(message.Body) is { } range
                && range.FunctionArn == settings.FunctionArn && range.StreamArn == source.StreamArn)
            {
                own.Add((message, range));
            }
            else
            {
                queue.Release(message);
                outcome = outcome with { Foreign = outcome.Foreign + 1 };
            }
        }

        // Sequence numbers are of one length, so they sort as text.
        foreach (var (message, range) in own.OrderBy(o => o.Range.StartSequenceNumber, StringComparer.Ordinal))
        {
            outcome = await RedriveAsync(queue, message, range, outcome, stop);
        }

        return outcome;
    }

    /// <returns>Null where the stream does not have the record.</returns>
    public async Task<InvokeResult?> ReplayAsync(string sequenceNumber, CancellationToken stop)
    {
        if (!source.TryFindPosition(sequenceNumber, out var position)
            || position < source.Oldest || position >= source.Next)
        {
            return null;
        }

        await source.WhenAnyAsync(position, stop);
        return source.Read(position, 1).Records is [var record] && record.SequenceNumber == sequenceNumber
            ? await InvokeAsync([record], stop)
            : null;
    }

    private static async Task<List<QueueMessage>> ReceiveAllAsync(IMessageQueue queue, CancellationToken stop)
    {
        var messages = new List<QueueMessage>();
        while (messages.Count < DocumentCountMax
            && await queue.ReceiveAsync(DocumentCountMax - messages.Count, stop) is { Count: > 0 } more)
        {
            messages.AddRange(more);
        }

        return messages;
    }

    private async Task<RedriveOutcome> RedriveAsync(
        IMessageQueue queue, QueueMessage message, FailureRange range, RedriveOutcome so, CancellationToken stop)
    {
        var records = await FindAsync(range, stop);
        if (records is null)
        {
            queue.Release(message);
            return so with { NotFound = so.NotFound + 1 };
        }

        var result = await InvokeAsync(records, stop);
        var segment = new BatchSegment(0, records.Count, Retries: 0, InvokeCount: 0);
        if (!result.IsSuccess
            || (settings.ReportsBatchItemFailures
                && BatchResponse.FirstFailed(result.Payload, segment, records) is not null))
        {
            queue.Release(message);
            return so with { Failed = so.Failed + 1 };
        }

        queue.Delete(message);
        return so with { Redriven = so.Redriven + 1, Records = so.Records + records.Count };
    }

    private Task<InvokeResult> InvokeAsync(List<StreamRecord> records, CancellationToken stop)
    {
        var all = new BatchSegment(0, records.Count, Retries: 0, InvokeCount: 0);
        return context.Invoker.InvokeAsync(
            settings.FunctionName, EventPayload.Of(records, all), BatchOrigins.Of(records, all), stop);
    }

    /// <summary>
    /// The records of a discarded range: those of the first one's lane that the filters want, since others between
    /// its ends were never part of it. Null where they are not as many as there were.
    /// </summary>
    private async Task<List<StreamRecord>?> FindAsync(FailureRange range, CancellationToken stop)
    {
        if (!source.TryFindPosition(range.StartSequenceNumber, out var at)
            || !source.TryFindPosition(range.EndSequenceNumber, out var end)
            || at < source.Oldest || end >= source.Next)
        {
            return null;
        }

        await source.WhenAnyAsync(at, stop);
        var records = new List<StreamRecord>(range.BatchSize);
        while (at <= end && source.Read(at, PageSize) is { Records.Count: > 0 } page)
        {
            foreach (var record in page.Records)
            {
                if (record.Position <= end && IsOfLane(record, records) && Wants(record))
                {
                    records.Add(record);
                }
            }

            at = page.Next;
        }

        return records.Count == range.BatchSize ? records : null;
    }

    private bool IsOfLane(StreamRecord record, List<StreamRecord> records) =>
        records.Count == 0
        || record.KeyHash % (uint)settings.ParallelizationFactor
            == records[0].KeyHash % (uint)settings.ParallelizationFactor;

    private bool Wants(StreamRecord record)
    {
        if (settings.Filters.Count == 0)
        {
            return true;
        }

        using var document = JsonDocument.Parse(record.Json);
        return settings.Wants(document.RootElement);
    }
}
