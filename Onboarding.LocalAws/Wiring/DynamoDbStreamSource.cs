using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.DynamoDbStreams;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Wire.Protocols;
using StreamPage = Onboarding.LocalAws.Lambda.EventSources.StreamPage;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// A table's stream as Lambda's event source mappings read it. A record is delivered only once it is durable. Within
/// this host it would not matter, since the journal keeps one order: where a crash undoes a write, it undoes what a
/// function made of it, too. But a function may also call a service outside, which no crash here undoes.
/// </summary>
internal sealed class DynamoDbStreamSource(ShardReader shard, IDurability durability) : IStreamSource
{
    /// <summary>The first record that may not be durable yet.</summary>
    private ulong _durable = durability.IsKept ? shard.Next : ulong.MaxValue;

    public string StreamArn => shard.StreamArn;

    public string ShardId => shard.ShardId;

    public ulong Oldest => shard.Oldest;

    public ulong Next => shard.Next;

    public bool TryFindPosition(string sequenceNumber, out ulong position) =>
        DynamoDbStreams.SequenceNumber.TryParse(sequenceNumber, out position);

    public string SequenceNumberOf(ulong position) => DynamoDbStreams.SequenceNumber.Format(position);

    public StreamPage Read(ulong from, int countMax)
    {
        var page = shard.Read(from, countMax);
        var durable = Volatile.Read(ref _durable);
        var count = page.Records.Count;
        while (count > 0 && page.Records[count - 1].SequenceNumber >= durable)
        {
            count--;
        }

        var records = new StreamRecord[count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = new Record(shard, page.Records[i]);
        }

        return count == page.Records.Count
            ? new StreamPage(records, page.Next, page.IsEnd)
            : new StreamPage(records, page.Records[count].SequenceNumber, IsEnd: false);
    }

    public async Task WhenAnyAsync(ulong from, CancellationToken stop)
    {
        await shard.WhenAnyAsync(from, stop);
        if (durability.IsKept)
        {
            var next = shard.Next;
            await durability.WhenDurableAsync().WaitAsync(stop);
            Volatile.Write(ref _durable, next);
        }
    }

    private sealed class Record(ShardReader shard, ItemChanged change)
        : StreamRecord(change.SequenceNumber, change.At, shard.PartitionOf(change))
    {
        public override string SequenceNumber => DynamoDbStreams.SequenceNumber.Format(change.SequenceNumber);

        public override SpanOrigin? Writer => change.Writer;

        protected override void Write(IBufferWriter<byte> buffer)
        {
            using var json = new Utf8JsonWriter(buffer, JsonWire.WriterOptions);
            shard.Records.Write(json, change, isLambdaEvent: true);
        }
    }
}
