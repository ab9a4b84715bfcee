using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.DynamoDbStreams;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Wire.Protocols;
using StreamPage = Onboarding.LocalAws.Lambda.EventSources.StreamPage;

namespace Onboarding.LocalAws.Wiring;

/// <summary>A table's stream as Lambda's event source mappings read it.</summary>
internal sealed class DynamoDbStreamSource(ShardReader shard) : IStreamSource
{
    public string StreamArn => shard.StreamArn;

    public string ShardId => shard.ShardId;

    public ulong Oldest => shard.Oldest;

    public ulong Next => shard.Next;

    public StreamPage Read(ulong from, int countMax)
    {
        var page = shard.Read(from, countMax);
        var records = new StreamRecord[page.Records.Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = new Record(shard, page.Records[i]);
        }

        return new StreamPage(records, page.Next, page.IsEnd);
    }

    public Task WhenAnyAsync(ulong from, CancellationToken stop) => shard.WhenAnyAsync(from, stop);

    private sealed class Record(ShardReader shard, ItemChanged change)
        : StreamRecord(change.SequenceNumber, change.At, shard.PartitionOf(change))
    {
        public override string SequenceNumber => DynamoDbStreams.SequenceNumber.Format(change.SequenceNumber);

        protected override void Write(IBufferWriter<byte> buffer)
        {
            using var json = new Utf8JsonWriter(buffer, JsonWire.WriterOptions);
            shard.Records.Write(json, change, isLambdaEvent: true);
        }
    }
}
