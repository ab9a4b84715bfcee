namespace Onboarding.LocalAws.EventBridge.Archives;

/// <summary>One event in an archive.</summary>
/// <param name="Number">Grows within the archive.</param>
/// <param name="Time">The event's own, by which replays choose and order.</param>
/// <param name="ArchivedAt">From which its retention counts.</param>
internal sealed record ArchivedEvent(
    long Number, DateTimeOffset Time, DateTimeOffset ArchivedAt, ReadOnlyMemory<byte> Event);

/// <summary>Everything that can happen to archived events: the whole of what a journal has to keep.</summary>
internal abstract record ArchivedEventChange
{
    public sealed record Added(string ArchiveId, ArchivedEvent Event) : ArchivedEventChange;

    /// <summary>The oldest events of an archive are gone.</summary>
    public sealed record Trimmed(string ArchiveId, int Count) : ArchivedEventChange;

    /// <summary>The archive was deleted.</summary>
    public sealed record Dropped(string ArchiveId) : ArchivedEventChange;

    public sealed record Cleared : ArchivedEventChange;
}
