namespace Onboarding.LocalAws.EventBridge.Archives;

/// <summary>Where a replay is; AWS's FAILED does not come here.</summary>
internal enum ReplayState
{
    Starting,
    Running,
    Cancelling,
    Cancelled,
    Completed,
}

/// <summary>A replay of an archive's events of a time to the bus that they came from. Immutable.</summary>
internal sealed record EventReplay
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string ArchiveName { get; init; }

    /// <summary>The archive's: another of its name is another archive.</summary>
    public required string ArchiveId { get; init; }

    public required string Bus { get; init; }

    /// <summary>Of the rules that get the events; none for all.</summary>
    public IReadOnlyList<string> FilterArns { get; init; } = [];

    public required DateTimeOffset EventStartTime { get; init; }

    public required DateTimeOffset EventEndTime { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public ReplayState State { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Of the last event that was replayed.</summary>
    public DateTimeOffset? LastReplayedTime { get; init; }

    /// <summary>With <see cref="LastReplayedTime"/> the place behind which the replay goes on.</summary>
    public long LastReplayedNumber { get; init; }

    public bool HasEnded => State is ReplayState.Completed or ReplayState.Cancelled;

    /// <summary>As AWS writes it: <c>STARTING</c>.</summary>
    public string StateName => State.ToString().ToUpperInvariant();

    public bool IsAhead(ArchivedEvent next) =>
        LastReplayedTime is not { } last
        || (Minute(next.Time), next.Number).CompareTo((Minute(last), LastReplayedNumber)) > 0;

    public EventReplay Running(ArchivedEvent last) => this with
    {
        State = ReplayState.Running,
        LastReplayedTime = last.Time,
        LastReplayedNumber = last.Number,
    };

    public EventReplay Ended(DateTimeOffset at) => this with
    {
        State = State == ReplayState.Cancelling ? ReplayState.Cancelled : ReplayState.Completed,
        EndedAt = at,
    };

    private static long Minute(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMinute;
}

/// <summary>Everything that can happen to replays: the whole of what a journal has to keep.</summary>
internal abstract record ReplayChange
{
    public sealed record Stored(EventReplay Replay) : ReplayChange;

    /// <summary>AWS keeps a replay for 90 days.</summary>
    public sealed record Forgotten(string Name) : ReplayChange;

    public sealed record Cleared : ReplayChange;
}
