using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Persistence;

/// <summary><see cref="DeliveryChange"/>s in the journal.</summary>
internal sealed class DeliveryChangeCodec : ChangeCodec<DeliveryChange>
{
    public DeliveryChangeCodec()
    {
        Former(
            1, (ref from) => new DeliveryChange.Waiting(ReadDelivery(ref from, EventTargetCodec.ReadUngrouped)));
        Kind(
            2,
            (to, refused) => WriteKey(to, refused.Key),
            (ref from) => new DeliveryChange.Refused(ReadKey(ref from)));
        Kind(3, (to, ended) => WriteKey(to, ended.Key), (ref from) => new DeliveryChange.Ended(ReadKey(ref from)));
        Kind<DeliveryChange.Cleared>(4);
        Former(
            5, (ref from) => new DeliveryChange.Waiting(ReadDelivery(ref from, EventTargetCodec.ReadUntransformed)));
        Kind(
            6,
            (to, waiting) => WriteDelivery(to, waiting.Delivery),
            (ref from) => new DeliveryChange.Waiting(ReadArrived(ref from)));
    }

    private static void WriteDelivery(RecordWriter to, TargetDelivery delivery)
    {
        to.Text(delivery.Arrival);
        to.Text(delivery.EventId);
        to.Text(delivery.Bus);
        to.Text(delivery.Rule);
        to.Text(delivery.RuleArn);
        EventTargetCodec.Write(to, delivery.Target);
        to.Bytes(delivery.Event.Span);
        // Most targets get the event as it is: the same memory.
        var isEvent = delivery.Payload.Equals(delivery.Event);
        to.Flag(isEvent);
        if (!isEvent)
        {
            to.Bytes(delivery.Payload.Span);
        }

        to.Time(delivery.AcceptedAt);
        to.Trace(delivery.Parent);
        to.Trace(delivery.Published);
        to.Number((ulong)delivery.Refusals);
    }

    private static TargetDelivery ReadArrived(ref RecordReader from)
    {
        var arrival = from.Text();
        return ReadDelivery(ref from, EventTargetCodec.Read) with { Arrival = arrival };
    }

    /// <summary>As it was written while an event came to a bus once, by PutEvents.</summary>
    private static TargetDelivery ReadDelivery(ref RecordReader from, ChangeReader<EventTarget> readTarget)
    {
        var (id, bus, rule, ruleArn) = (from.Text(), from.Text(), from.Text(), from.Text());
        var target = readTarget(ref from);
        var envelope = from.Bytes().ToArray();
        return new TargetDelivery
        {
            Arrival = id,
            EventId = id,
            Bus = bus,
            Rule = rule,
            RuleArn = ruleArn,
            Target = target,
            Event = envelope,
            Payload = from.Flag() ? envelope : from.Bytes().ToArray(),
            AcceptedAt = from.Time(),
            Parent = from.Trace(),
            Published = from.Trace(),
            Refusals = (int)from.Number(),
        };
    }

    private static void WriteKey(RecordWriter to, DeliveryKey key)
    {
        to.Text(key.Arrival);
        to.Text(key.RuleArn);
        to.Text(key.TargetId);
    }

    private static DeliveryKey ReadKey(ref RecordReader from) => new(from.Text(), from.Text(), from.Text());
}
