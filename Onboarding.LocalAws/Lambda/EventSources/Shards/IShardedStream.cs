using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Lambda.EventSources.Shards;

/// <summary>A stream behind an API, as a mapping polls it. Safe for concurrent use.</summary>
internal interface IShardedStream
{
    string StreamArn { get; }

    /// <summary>Every shard that the stream still has.</summary>
    /// <exception cref="ShardException">The stream cannot be described.</exception>
    Task<IReadOnlyList<Shard>> DescribeAsync(CancellationToken stop);

    /// <exception cref="ShardException">There is no iterator at that place.</exception>
    Task<string> GetIteratorAsync(string shardId, ShardPlace place, CancellationToken stop);

    /// <exception cref="ShardException">The iterator gives nothing.</exception>
    Task<ShardPage> GetRecordsAsync(string iterator, CancellationToken stop);
}

/// <param name="ParentId">The shard whose records come before; null where there is none.</param>
/// <param name="IsClosed">Whether no further record will be written to it.</param>
internal sealed record Shard(string Id, string? ParentId, bool IsClosed);

/// <param name="NextIterator">Null where the shard has ended.</param>
internal sealed record ShardPage(IReadOnlyList<ShardRecord> Records, string? NextIterator);

/// <param name="KeyHash"><inheritdoc cref="StreamRecord" path="/param[@name='keyHash']"/></param>
/// <param name="Json">The record as an element of the event's <c>Records</c>.</param>
internal sealed record ShardRecord(
    string SequenceNumber, DateTimeOffset CreatedAt, uint KeyHash, ReadOnlyMemory<byte> Json)
{
    /// <inheritdoc cref="StreamRecord.Writer"/>
    public SpanOrigin? Writer { get; init; }
}

/// <summary>Where to read a shard from: the iterator types of GetShardIterator that mappings need.</summary>
/// <param name="Type">As GetShardIterator calls it.</param>
internal sealed record ShardPlace(string Type, string? SequenceNumber = null)
{
    public static readonly ShardPlace TrimHorizon = new("TRIM_HORIZON");
    public static readonly ShardPlace Latest = new("LATEST");

    public static ShardPlace After(string sequenceNumber) => new("AFTER_SEQUENCE_NUMBER", sequenceNumber);
}

/// <summary>What a reader of a shard can act on.</summary>
internal enum ShardFault
{
    /// <summary>A new iterator goes on: one expires after 15 minutes.</summary>
    ExpiredIterator,

    /// <summary>The records at that place are older than 24 hours.</summary>
    TrimmedData,

    /// <summary>There is no such shard or stream any more.</summary>
    Gone,

    /// <summary>Asked too often; that is no reason for a line of the log.</summary>
    Throttled,

    /// <summary>Refused, or away: to be tried again later.</summary>
    Unavailable,
}

/// <summary>A call of a stream's API failed; the message is one line.</summary>
internal sealed class ShardException(ShardFault fault, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public ShardFault Fault => fault;
}
