using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>Takes the entries of PutEvents, makes events of them and routes these. Never waits.</summary>
internal sealed partial class EventPublisher(
    AwsScope scope,
    EventRouter router,
    TimeProvider time,
    RandomSource random,
    ILogger<EventPublisher> logger)
{
    /// <summary>In the order of the entries, faulty ones included.</summary>
    public IReadOnlyList<EntryResult> Publish(IReadOnlyList<EventEntry> entries)
    {
        var results = new EntryResult[entries.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Publish(entries[i]);
        }

        return results;
    }

    private EntryResult Publish(EventEntry entry)
    {
        if (EntryRules.Check(entry, out var detail) is { } failed)
        {
            return failed;
        }

        using (detail)
        {
            var id = random.NextGuid().ToString();
            if (!Route(entry, detail!.RootElement, id))
            {
                // AWS answers success, too (recorded), and drops the event.
                LogNoBus(logger, id, entry.Bus);
            }

            return new EntryResult.Accepted(id);
        }
    }

    private bool Route(EventEntry entry, JsonElement detail, string id)
    {
        using var span = StartSpan(entry.Bus, id);
        var published = (span ?? Activity.Current)?.Context ?? default;
        var origin = EventTraceContext.Of(detail, entry.TraceHeader);
        var now = time.GetUtcNow();
        return router.Route(new EventArrival
        {
            EventId = id,
            Id = id,
            Bus = entry.Bus,
            Event = EventEnvelope.Write(entry, detail, id, now, scope),
            At = now,
            Parent = origin == default ? published : origin,
            Published = published,
        });
    }

    /// <summary>The attributes are OpenTelemetry's for messaging.</summary>
    private static Activity? StartSpan(string bus, string eventId)
    {
        if (!EdgeTelemetry.Source.HasListeners())
        {
            return null;
        }

        var span = EdgeTelemetry.Source.StartActivity($"publish {bus}", ActivityKind.Producer);
        span?.SetTag("messaging.system", "aws.eventbridge");
        span?.SetTag("messaging.operation.type", "send");
        span?.SetTag("messaging.destination.name", bus);
        span?.SetTag("messaging.message.id", eventId);
        return span;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "event {EventId} is dropped: there is no event bus {Bus}")]
    private static partial void LogNoBus(ILogger logger, string eventId, string bus);
}
