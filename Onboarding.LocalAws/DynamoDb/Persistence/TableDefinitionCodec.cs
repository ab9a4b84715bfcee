using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.DynamoDb.Persistence;

/// <summary>Definitions of tables, indexes and streams in the journal.</summary>
internal static class TableDefinitionCodec
{
    public static void Write(RecordWriter to, TableDefinition definition)
    {
        to.Text(definition.Name);
        to.Bytes(definition.Id.ToByteArray());
        to.Text(definition.Arn);
        to.Time(definition.CreatedAt);
        WriteKey(to, definition.Key);
        to.Number((ulong)definition.AttributeDefinitions.Count);
        foreach (var attribute in definition.AttributeDefinitions)
        {
            WriteAttribute(to, attribute);
        }

        to.Number((ulong)definition.Indexes.Count);
        foreach (var index in definition.Indexes)
        {
            WriteIndex(to, index);
        }

        to.Byte((byte)definition.BillingMode);
        WriteThroughput(to, definition.Throughput);
        to.Flag(definition.IsDeletionProtected);
        to.OptionalText(definition.TimeToLiveAttribute);
        to.Flag(definition.Stream is not null);
        if (definition.Stream is { } stream)
        {
            WriteStream(to, stream);
        }

        to.Pairs([.. definition.Tags.Select(t => KeyValuePair.Create(t.Key, t.Value))]);
    }

    public static TableDefinition Read(ref RecordReader from) => new()
    {
        Name = from.Text(),
        Id = new Guid(from.Bytes()),
        Arn = from.Text(),
        CreatedAt = from.Time(),
        Key = ReadKey(ref from),
        AttributeDefinitions = ReadAttributes(ref from),
        Indexes = ReadIndexes(ref from),
        BillingMode = (BillingMode)from.Byte(),
        Throughput = ReadThroughput(ref from),
        IsDeletionProtected = from.Flag(),
        TimeToLiveAttribute = from.OptionalText(),
        Stream = from.Flag() ? ReadStream(ref from) : null,
        Tags = [.. from.Pairs().Select(p => new Tag(p.Key, p.Value))],
    };

    public static void WriteStream(RecordWriter to, StreamDefinition stream)
    {
        to.Text(stream.Arn);
        to.Text(stream.Label);
        to.Byte((byte)stream.ViewType);
        to.Time(stream.CreatedAt);
        to.Number(stream.StartSequenceNumber);
        to.Flag(stream.IsEnabled);
    }

    public static StreamDefinition ReadStream(ref RecordReader from) => new(
        from.Text(), from.Text(), (StreamViewType)from.Byte(), from.Time(), from.Number())
    {
        IsEnabled = from.Flag(),
    };

    public static void WriteKey(RecordWriter to, KeySchema key)
    {
        WriteAttribute(to, key.Hash);
        to.Flag(key.Range is not null);
        if (key.Range is { } range)
        {
            WriteAttribute(to, range);
        }
    }

    public static KeySchema ReadKey(ref RecordReader from)
    {
        var hash = ReadAttribute(ref from);
        return new KeySchema(hash, from.Flag() ? ReadAttribute(ref from) : null);
    }

    private static void WriteAttribute(RecordWriter to, KeyAttribute attribute)
    {
        to.Text(attribute.Name);
        to.Byte((byte)attribute.Type);
    }

    private static KeyAttribute ReadAttribute(ref RecordReader from) => new(from.Text(), (AttributeType)from.Byte());

    private static KeyAttribute[] ReadAttributes(ref RecordReader from)
    {
        var attributes = new KeyAttribute[from.Count()];
        for (var i = 0; i < attributes.Length; i++)
        {
            attributes[i] = ReadAttribute(ref from);
        }

        return attributes;
    }

    private static void WriteIndex(RecordWriter to, IndexDefinition index)
    {
        to.Text(index.Name);
        to.Flag(index.IsGlobal);
        WriteKey(to, index.Key);
        to.Byte((byte)index.Projection);
        to.Texts(index.NonKeyAttributes);
        WriteThroughput(to, index.Throughput);
    }

    private static IndexDefinition[] ReadIndexes(ref RecordReader from)
    {
        var indexes = new IndexDefinition[from.Count()];
        for (var i = 0; i < indexes.Length; i++)
        {
            indexes[i] = new IndexDefinition(
                from.Text(), from.Flag(), ReadKey(ref from), (IndexProjection)from.Byte(), from.Texts())
            {
                Throughput = ReadThroughput(ref from),
            };
        }

        return indexes;
    }

    private static void WriteThroughput(RecordWriter to, Throughput throughput)
    {
        to.SignedNumber(throughput.ReadCapacityUnits);
        to.SignedNumber(throughput.WriteCapacityUnits);
    }

    private static Throughput ReadThroughput(ref RecordReader from) => new(from.SignedNumber(), from.SignedNumber());
}
