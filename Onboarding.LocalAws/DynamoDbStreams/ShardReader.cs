using System.Globalization;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDbStreams;

/// <summary>
/// The one shard of a stream for a reader in this process: no iterators that expire, no polling. Positions are the
/// numbers behind sequence numbers.
/// </summary>
internal sealed class ShardReader(StreamLog stream, string region)
{
    public string StreamArn => stream.Definition.Arn;

    public string ShardId { get; } = IdOf(stream.Definition);

    /// <summary>The position of the oldest record that is still there.</summary>
    public ulong Oldest => stream.First;

    /// <summary>The position that the next record will get.</summary>
    public ulong Next => stream.Next;

    /// <summary>Writes records as Lambda events carry them.</summary>
    public StreamRecordWriter Records { get; } = new(stream, region);

    /// <summary>
    /// <c>shardId-00000001414576573621-f55eea83</c>: when it was opened and something to tell two of them apart.
    /// </summary>
    public static string IdOf(StreamDefinition stream)
    {
        var suffix = 2166136261u;
        foreach (var c in stream.Arn)
        {
            suffix = (suffix ^ c) * 16777619;
        }

        var openedAt = stream.CreatedAt.ToUnixTimeMilliseconds();
        return string.Create(CultureInfo.InvariantCulture, $"shardId-{openedAt:D20}-{suffix:x8}");
    }

    /// <summary>Equal for records of one partition key, whose order a consumer must keep.</summary>
    public uint PartitionOf(ItemChanged record) =>
        (uint)KeyHash.Of((record.New ?? record.Old!).Find(stream.Key.Hash.Name)!);

    /// <summary>Records from a position on; from the oldest one where that position is trimmed.</summary>
    public StreamPage Read(ulong from, int countMax) => stream.Read(from, countMax);

    /// <summary>Completes once there is a record at the position or after it, or the stream is closed.</summary>
    public Task WhenAnyAsync(ulong from, CancellationToken stop) => stream.WhenAnyAsync(from, stop);
}
