using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.DynamoDb.Persistence;

/// <summary>
/// <see cref="TableChange"/>s in the journal. Of a changed item there is the new image alone, of a
/// deleted one the old, for its key: the old image is what the table holds when the change is applied again.
/// </summary>
internal sealed class TableChangeCodec : IChangeCodec<TableChange>
{
    /// <summary>The first byte of each change. A number is never used for anything else.</summary>
    private enum Kind : byte
    {
        TableCreated = 1,
        TableUpdated = 2,
        TableDeleted = 3,
        DatabaseCleared = 4,
        ItemPut = 5,
        ItemDeleted = 6,
        TransactionCompleted = 7,
        TableRestored = 8,
        ItemRestored = 9,
        ClosedStreamRestored = 10,
        ClosedStreamRecordRestored = 11,
    }

    public void Write(RecordWriter to, TableChange change)
    {
        switch (change)
        {
            case ItemChanged item:
                Begin(to, item.New is null ? Kind.ItemDeleted : Kind.ItemPut);
                WriteChange(to, item);
                ItemCodec.Write(to, (item.New ?? item.Old)!);
                break;
            case ItemRestored item:
                Begin(to, Kind.ItemRestored);
                to.Text(item.TableName);
                ItemCodec.Write(to, item.Item);
                break;
            case TransactionCompleted transaction:
                Begin(to, Kind.TransactionCompleted);
                to.Text(transaction.Token);
                to.Fixed64(transaction.Fingerprint);
                to.Time(transaction.At);
                break;
            case ClosedStreamRestored stream:
                Begin(to, Kind.ClosedStreamRestored);
                WriteStream(to, stream);
                break;
            case ClosedStreamRecordRestored record:
                Begin(to, Kind.ClosedStreamRecordRestored);
                to.Text(record.StreamArn);
                WriteChange(to, record.Record);
                WriteOptional(to, record.Record.Old);
                WriteOptional(to, record.Record.New);
                break;
            default:
                WriteTable(to, change);
                break;
        }
    }

    public TableChange Read(ref RecordReader from) => (Kind)from.Byte() switch
    {
        Kind.TableCreated => new TableCreated(TableDefinitionCodec.Read(ref from)),
        Kind.TableUpdated => new TableUpdated(TableDefinitionCodec.Read(ref from)),
        Kind.TableDeleted => new TableDeleted(from.Text()),
        Kind.DatabaseCleared => new DatabaseCleared(),
        Kind.ItemPut => ReadChange(ref from) with { New = ItemCodec.Read(ref from) },
        Kind.ItemDeleted => ReadChange(ref from) with { Old = ItemCodec.Read(ref from) },
        Kind.TransactionCompleted => new TransactionCompleted(from.Text(), from.Fixed64(), from.Time()),
        Kind.TableRestored => new TableRestored(from.Text(), from.Number()),
        Kind.ItemRestored => new ItemRestored(ReadName(ref from), ItemCodec.Read(ref from)),
        Kind.ClosedStreamRestored => ReadStream(ref from),
        Kind.ClosedStreamRecordRestored => new ClosedStreamRecordRestored(
            from.Text(), ReadChange(ref from) with { Old = ReadOptional(ref from), New = ReadOptional(ref from) }),
        var other => throw new FormatException($"There is no change of kind {other}."),
    };

    private static void WriteTable(RecordWriter to, TableChange change)
    {
        switch (change)
        {
            case TableCreated created:
                Begin(to, Kind.TableCreated);
                TableDefinitionCodec.Write(to, created.Definition);
                break;
            case TableUpdated updated:
                Begin(to, Kind.TableUpdated);
                TableDefinitionCodec.Write(to, updated.Definition);
                break;
            case TableDeleted deleted:
                Begin(to, Kind.TableDeleted);
                to.Text(deleted.TableName);
                break;
            case DatabaseCleared:
                Begin(to, Kind.DatabaseCleared);
                break;
            case TableRestored restored:
                Begin(to, Kind.TableRestored);
                to.Text(restored.TableName);
                to.Number(restored.LastSequenceNumber);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void Begin(RecordWriter to, Kind kind) => to.Byte((byte)kind);

    private static void WriteChange(RecordWriter to, ItemChanged change)
    {
        to.Text(change.TableName);
        to.Number(change.SequenceNumber);
        to.Time(change.At);
        to.Byte((byte)change.Origin);
    }

    private static ItemChanged ReadChange(ref RecordReader from) => new(
        ReadName(ref from), from.Number(), from.Time(), (ChangeOrigin)from.Byte(), Old: null, New: null);

    /// <summary>One string for all the records of a table.</summary>
    private static string ReadName(ref RecordReader from) => AttributeNamePool.Get(from.Bytes());

    private static void WriteOptional(RecordWriter to, Item? item)
    {
        to.Flag(item is not null);
        if (item is not null)
        {
            ItemCodec.Write(to, item);
        }
    }

    private static Item? ReadOptional(ref RecordReader from) => from.Flag() ? ItemCodec.Read(ref from) : null;

    private static void WriteStream(RecordWriter to, ClosedStreamRestored stream)
    {
        TableDefinitionCodec.WriteStream(to, stream.Definition);
        to.Text(stream.TableName);
        TableDefinitionCodec.WriteKey(to, stream.Key);
        to.Time(stream.ClosedAt);
        to.Number(stream.First);
    }

    private static ClosedStreamRestored ReadStream(ref RecordReader from) => new(
        TableDefinitionCodec.ReadStream(ref from),
        from.Text(),
        TableDefinitionCodec.ReadKey(ref from),
        from.Time(),
        from.Number());
}
