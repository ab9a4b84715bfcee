using System.Diagnostics;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>An event as it comes to a bus.</summary>
internal sealed record EventArrival
{
    /// <summary>Of the event: one that is forwarded or replayed keeps its own.</summary>
    public required string EventId { get; init; }

    /// <summary>Of this arrival: the event's where it comes for the first time.</summary>
    public required string Id { get; init; }

    public required string Bus { get; init; }

    public required ReadOnlyMemory<byte> Event { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the event continues; default starts a trace.</summary>
    public ActivityContext Parent { get; init; }

    /// <summary>The span of what brought it, to which a delivery of another trace is linked.</summary>
    public ActivityContext Published { get; init; }

    /// <summary>Whether another bus sent it: from here it goes to no third.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>The ARNs of the rules that a replay is for; null for all.</summary>
    public IReadOnlyCollection<string>? RuleArns { get; init; }
}
