namespace Onboarding.LocalAws.Lambda.EventSources.Shards;

/// <summary>Where a mapping stands in one shard.</summary>
/// <param name="Done">
/// The sequence number up to which everything is done, in every lane; null where nothing is yet.
/// </param>
/// <param name="Since">
/// Where the shard was begun at LATEST: when. A mapping that loses its place before its first record cannot ask for
/// LATEST once more, which would leave out what was written meanwhile.
/// </param>
/// <param name="IsEnded">Whether every record of a shard that is closed is done.</param>
internal sealed record ShardCheckpoint(string? Done, DateTimeOffset? Since, bool IsEnded)
{
    public static readonly ShardCheckpoint Start = new(null, null, IsEnded: false);
}
