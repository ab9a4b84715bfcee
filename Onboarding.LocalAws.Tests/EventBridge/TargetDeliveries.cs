using System.Diagnostics;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Store;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Events on their way.</summary>
internal static class TargetDeliveries
{
    public static TargetDelivery To(EventTarget target, DateTimeOffset acceptedAt)
    {
        ReadOnlyMemory<byte> envelope = """{"id":"1"}"""u8.ToArray();
        return new TargetDelivery
        {
            Arrival = "1",
            EventId = "1",
            Bus = "default",
            Rule = "r",
            RuleArn = "rule",
            Target = target,
            Event = envelope,
            Payload = envelope,
            AcceptedAt = acceptedAt,
            Parent = default(ActivityContext),
            Published = default(ActivityContext),
        };
    }
}
