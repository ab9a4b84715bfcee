using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>Takes events, compares them with the rules of their bus and starts their deliveries. Never waits.</summary>
internal sealed partial class EventPublisher(
    AwsScope scope,
    EventBridgeStore store,
    Deliveries deliveries,
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
            if (store.EnabledRules(entry.Bus) is { } rules)
            {
                Route(entry, detail!.RootElement, id, rules);
            }
            else
            {
                // AWS answers success, too (recorded), and drops the event.
                LogNoBus(logger, id, entry.Bus);
            }

            return new EntryResult.Accepted(id);
        }
    }

    private void Route(EventEntry entry, JsonElement detail, string id, IReadOnlyList<EventRule> rules)
    {
        using var span = StartSpan(entry.Bus, id);
        var published = (span ?? Activity.Current)?.Context ?? default;
        var origin = EventTraceContext.Of(detail, entry.TraceHeader);
        var now = time.GetUtcNow();
        var envelope = EventEnvelope.Write(entry, detail, id, now, scope);
        using var document = JsonDocument.Parse(envelope, EventEnvelope.DocumentOptions);
        foreach (var rule in rules)
        {
            if (!rule.Pattern.Matches(document.RootElement))
            {
                continue;
            }

            foreach (var target in rule.Targets)
            {
                deliveries.Start(new TargetDelivery
                {
                    EventId = id,
                    Bus = rule.Bus,
                    Rule = rule.Name,
                    RuleArn = rule.Arn,
                    Target = target,
                    Event = envelope,
                    Payload = PayloadOf(target, envelope, document.RootElement),
                    AcceptedAt = now,
                    Parent = origin == default ? published : origin,
                    Published = published,
                });
            }
        }
    }

    private static ReadOnlyMemory<byte> PayloadOf(
        EventTarget target, ReadOnlyMemory<byte> envelope, JsonElement document) => target switch
        {
            { Input: { } input } => Encoding.UTF8.GetBytes(input),
            { InputPath: { } path } => InputPath.Apply(path, document),
            _ => envelope,
        };

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
