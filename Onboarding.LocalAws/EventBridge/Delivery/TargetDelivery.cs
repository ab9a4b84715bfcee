using System.Diagnostics;
using Onboarding.LocalAws.EventBridge.Store;

namespace Onboarding.LocalAws.EventBridge.Delivery;

/// <summary>One event on its way to one target of a rule.</summary>
internal sealed record TargetDelivery(EventRule Rule, EventTarget Target)
{
    public required string EventId { get; init; }

    /// <summary>The whole event, which a dead letter carries whatever the target would have got.</summary>
    public required ReadOnlyMemory<byte> Event { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>What the event continues; default starts a trace.</summary>
    public required ActivityContext Parent { get; init; }

    /// <summary>The span of PutEvents, to which a delivery of another trace is linked.</summary>
    public required ActivityContext Published { get; init; }
}
