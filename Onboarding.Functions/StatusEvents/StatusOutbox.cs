using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Streams;
using Onboarding.ServiceDefaults.Logging;

namespace Onboarding.Functions.StatusEvents;

/// <summary>
/// The outbox of status events is the Users table's own stream (docs/adr/0030-let-the-stream-be-the-outbox.md): a
/// status and the record that tells it are one write, and the reader of the record publishes it before it does
/// anything else with it. A record whose event the bus did not take has failed and comes again.
/// </summary>
/// <param name="statuses">Those whose changes this reader of the stream publishes; each has one reader.</param>
internal sealed class StatusOutbox(
    IAmazonEventBridge eventBridge, BusSettings bus, IReadOnlySet<string> statuses, ILogger logger)
    : IOutbox
{
    /// <summary>https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html.</summary>
    private const int EntriesMax = 10;

    public static StatusOutbox Create(FunctionServices services, params ReadOnlySpan<string> statuses) => new(
        services.Aws.EventBridge,
        BusSettings.Read(services.Settings),
        new HashSet<string>([.. statuses], StringComparer.Ordinal),
        services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.StatusEvents"));

    public bool Concerns(StreamRecord record) => ChangeIn(record) is not null;

    public async Task<IReadOnlySet<string>> PublishAsync(
        IEnumerable<StreamRecord> records, CancellationToken stop)
    {
        HashSet<string> failed = new(StringComparer.Ordinal);
        var told =
            from record in records
            let change = ChangeIn(record)
            where change is not null
            from entry in change.ToEntries(bus)
            select new Told(change.UserId, entry, record.Change.SequenceNumber);
        foreach (var chunk in told.Chunk(EntriesMax))
        {
            failed.UnionWith(await PutAsync(chunk, stop));
        }

        return failed;
    }

    private StatusChange? ChangeIn(StreamRecord record) =>
        StatusChange.Of(record) is { } change && statuses.Contains(change.Status) ? change : null;

    private async Task<IEnumerable<string>> PutAsync(Told[] chunk, CancellationToken stop)
    {
        try
        {
            var response = await eventBridge.PutEventsAsync(
                new PutEventsRequest { Entries = [.. chunk.Select(told => told.Entry)] }, stop);
            return [.. Refused(chunk, response)];
        }
        catch (Exception exception)
        {
            // Any failure, our deadline included, leaves all ten to be delivered again.
            StatusEventsLog.BusUnavailable(
                logger, chunk.Length, exception.GetType().Name, PersonalData.Mask(exception.Message));
            return chunk.Select(told => told.SequenceNumber);
        }
    }

    /// <summary>The answer has an entry for each of the request, in its order.</summary>
    private IEnumerable<string> Refused(Told[] chunk, PutEventsResponse response)
    {
        for (var i = 0; i < chunk.Length; i++)
        {
            var result = response.Entries?.ElementAtOrDefault(i);
            if (result is not { EventId: not null, ErrorCode: null })
            {
                StatusEventsLog.EventRefused(
                    logger, chunk[i].Entry.DetailType!, chunk[i].UserId, result?.ErrorCode ?? "none");
                yield return chunk[i].SequenceNumber;
            }
        }
    }

    private sealed record Told(string UserId, PutEventsRequestEntry Entry, string SequenceNumber);
}
