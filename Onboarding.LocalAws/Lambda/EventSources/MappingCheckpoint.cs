namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Where each lane of a mapping goes on. Everything of a lane before its position is done; records after it may have
/// been delivered, and are delivered again.
/// </summary>
internal sealed record MappingCheckpoint(IReadOnlyList<ulong> Lanes)
{
    public static MappingCheckpoint At(ulong position, int laneCount) =>
        new([.. Enumerable.Repeat(position, laneCount)]);

    /// <summary>Where reading must start again.</summary>
    public ulong Oldest => Lanes.Min();

    /// <summary>With another number of lanes every key changes its lane: all start where the slowest one was.</summary>
    public MappingCheckpoint ForLanes(int laneCount) =>
        laneCount == Lanes.Count ? this : At(Oldest, laneCount);
}
