namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>Everything that can happen to the state: the whole of what a journal has to keep.</summary>
internal abstract record EventBridgeChange
{
    /// <summary>A bus is created, or its tags change.</summary>
    public sealed record BusStored(EventBus Bus) : EventBridgeChange;

    public sealed record BusDeleted(string Name) : EventBridgeChange;

    /// <summary>A rule is put, or its state, tags or targets change: it holds five targets at most.</summary>
    public sealed record RuleStored(EventRule Rule) : EventBridgeChange;

    public sealed record RuleDeleted(string Bus, string Name) : EventBridgeChange;

    /// <summary>An archive is created or updated; its rule is a change beside it.</summary>
    public sealed record ArchiveStored(EventArchive Archive) : EventBridgeChange;

    public sealed record ArchiveDeleted(string Name) : EventBridgeChange;

    /// <summary>Only the default bus is left, without rules.</summary>
    public sealed record Cleared : EventBridgeChange;
}
