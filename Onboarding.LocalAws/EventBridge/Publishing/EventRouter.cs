using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>Compares an event with the rules of its bus and starts the deliveries. Never waits.</summary>
internal sealed class EventRouter(EventBridgeStore store, Deliveries deliveries)
{
    /// <summary>
    /// "EventBridge can't route events received from a sender event bus to a third event bus"
    /// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html); the code is the dead letter's as
    /// others found it in an account, the text inferred.
    /// </summary>
    private static readonly TargetResult.Refused ThirdHop = new(
        "THIRD_ACCOUNT_HOP_DETECTED",
        "Events received from another event bus cannot be forwarded to this event bus.",
        IsFinal: true);

    /// <summary>The text is inferred.</summary>
    private static readonly TargetResult.Refused NoJson = new(
        "INVALID_JSON", "The input template yields no valid JSON with the values of the event.", IsFinal: true);

    /// <returns>False where there is no such bus.</returns>
    public bool Route(EventArrival arrival)
    {
        if (store.RuleIndex(arrival.Bus) is not { } index)
        {
            return false;
        }

        using var document = JsonDocument.Parse(arrival.Event, EventEnvelope.DocumentOptions);
        var @event = document.RootElement;
        var candidates = index.Candidates(
            @event.GetProperty("source"u8).GetString()!, @event.GetProperty("detail-type"u8).GetString()!);
        var fields = new EventFields(@event);
        foreach (var rule in candidates)
        {
            if (rule.Pattern!.Compiled.Matches(fields) && arrival.RuleArns?.Contains(rule.Arn) != false)
            {
                Deliver(rule, arrival, @event);
            }
        }

        return true;
    }

    /// <summary>To the targets of one rule, without a look at its pattern.</summary>
    public void Deliver(EventRule rule, EventArrival arrival)
    {
        using var document = JsonDocument.Parse(arrival.Event, EventEnvelope.DocumentOptions);
        Deliver(rule, arrival, document.RootElement);
    }

    private void Deliver(EventRule rule, EventArrival arrival, JsonElement @event)
    {
        foreach (var target in rule.Targets)
        {
            var payload = TargetPayload.Of(target, rule, arrival, @event);
            var delivery = new TargetDelivery
            {
                Arrival = arrival.Id,
                EventId = arrival.EventId,
                Bus = rule.Bus,
                Rule = rule.Name,
                RuleArn = rule.Arn,
                Target = target,
                Event = arrival.Event,
                Payload = payload ?? arrival.Event,
                AcceptedAt = arrival.At,
                Parent = arrival.Parent,
                Published = arrival.Published,
            };
            if (payload is null)
            {
                deliveries.Refuse(delivery, NoJson);
            }
            else if (arrival.IsForwarded && TargetArn.KindOf(target.Arn) == TargetKind.Bus)
            {
                deliveries.Refuse(delivery, ThirdHop);
            }
            else
            {
                deliveries.Start(delivery);
            }
        }
    }
}
