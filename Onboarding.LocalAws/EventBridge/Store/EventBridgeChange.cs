namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>Everything that can happen to the state: the whole of what a journal has to keep.</summary>
internal abstract record EventBridgeChange
{
    public sealed record BusStored(EventBus Bus) : EventBridgeChange;

    public sealed record BusDeleted(string Name) : EventBridgeChange;

    /// <summary>A rule is put, or its state or targets change: it holds five targets at most.</summary>
    public sealed record RuleStored(EventRule Rule) : EventBridgeChange;

    public sealed record RuleDeleted(string Bus, string Name) : EventBridgeChange;

    /// <summary>Only the default bus is left, without rules.</summary>
    public sealed record Cleared : EventBridgeChange;
}
