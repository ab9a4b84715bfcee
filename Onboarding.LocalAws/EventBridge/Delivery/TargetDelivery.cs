using System.Diagnostics;
using Onboarding.LocalAws.EventBridge.Store;

namespace Onboarding.LocalAws.EventBridge.Delivery;

/// <summary>One event on its way to one target of a rule: as they were when the event came.</summary>
internal sealed record TargetDelivery
{
    /// <summary>
    /// Of this event at this bus: its id where PutEvents brought it. A forwarded or replayed event keeps its id and may
    /// come again while the same one still waits.
    /// </summary>
    public required string Arrival { get; init; }

    public required string EventId { get; init; }

    public required string Bus { get; init; }

    public required string Rule { get; init; }

    public required string RuleArn { get; init; }

    public required EventTarget Target { get; init; }

    /// <summary>The whole event, for the dead letter: the payload may be a part of it or another text.</summary>
    public required ReadOnlyMemory<byte> Event { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>What the event continues; default starts a trace.</summary>
    public required ActivityContext Parent { get; init; }

    /// <summary>The span of PutEvents, to which a delivery of another trace is linked.</summary>
    public required ActivityContext Published { get; init; }

    /// <summary>How often the target has refused the event.</summary>
    public int Refusals { get; init; }

    public DeliveryKey Key => new(Arrival, RuleArn, Target.Id);
}

/// <summary>No event that came to a bus once is on its way to one target of a rule twice.</summary>
internal readonly record struct DeliveryKey(string Arrival, string RuleArn, string TargetId);
