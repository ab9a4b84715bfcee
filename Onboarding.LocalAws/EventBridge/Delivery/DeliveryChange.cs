namespace Onboarding.LocalAws.EventBridge.Delivery;

/// <summary>Everything that can happen to the events that wait: the whole of what a journal has to keep.</summary>
internal abstract record DeliveryChange
{
    /// <summary>The target has refused an event for the first time.</summary>
    public sealed record Waiting(TargetDelivery Delivery) : DeliveryChange;

    /// <summary>The target has refused it once more.</summary>
    public sealed record Refused(DeliveryKey Key) : DeliveryChange;

    /// <summary>The target has it, or the event was given up.</summary>
    public sealed record Ended(DeliveryKey Key) : DeliveryChange;

    public sealed record Cleared : DeliveryChange;
}
