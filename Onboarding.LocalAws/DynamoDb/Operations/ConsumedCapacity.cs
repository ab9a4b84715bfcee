using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

internal enum ReturnConsumedCapacity
{
    NONE,
    TOTAL,
    INDEXES,
}

/// <summary>
/// What a request consumes of one table. Reads cost one unit per 4 KB (half of it if eventually consistent), writes
/// one per 1 KB, both double in a transaction; every index entry that is added, changed or removed is a write of its
/// own. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
/// </summary>
internal sealed class ConsumedCapacity(string tableName, bool isTransaction)
{
    private const int ReadUnitBytes = 4096;
    private const int WriteUnitBytes = 1024;

    private double _read;
    private double _write;
    private SortedDictionary<string, double>? _global;
    private SortedDictionary<string, double>? _local;

    public static double ReadUnits(long sizeBytes, bool isConsistent, bool isTransaction = false) =>
        Math.Max(1, (sizeBytes + ReadUnitBytes - 1) / ReadUnitBytes)
        * (isTransaction ? 2 : isConsistent ? 1 : 0.5);

    public void AddRead(double units, IndexDefinition? index = null)
    {
        if (index is null)
        {
            _read += units;
        }
        else
        {
            AddIndex(index, units);
        }
    }

    public void AddWrite(Item? old, Item? next, TableDefinition table)
    {
        var factor = isTransaction ? 2 : 1;
        _write += factor * WriteUnits(Math.Max(old?.SizeBytes ?? 0, next?.SizeBytes ?? 0));
        foreach (var index in table.Indexes)
        {
            if (factor * IndexWriteUnits(index, old, next, table.Key) is > 0 and var units)
            {
                AddIndex(index, units);
            }
        }
    }

    /// <summary>Writes the object; the caller has written the member's name or is in the list.</summary>
    public void Write(Utf8JsonWriter json, ReturnConsumedCapacity detail)
    {
        json.WriteStartObject();
        json.WriteString("TableName"u8, tableName);
        var indexes = (_global?.Values.Sum() ?? 0) + (_local?.Values.Sum() ?? 0);
        WriteUnits(json, "CapacityUnits"u8, _read + _write + indexes);
        if (isTransaction)
        {
            // Transactions tell reads from writes, other requests do not.
            WriteUnits(json, _write > 0 ? "WriteCapacityUnits"u8 : "ReadCapacityUnits"u8, _read + _write + indexes);
        }

        if (detail == ReturnConsumedCapacity.INDEXES)
        {
            json.WriteStartObject("Table"u8);
            WriteUnits(json, "CapacityUnits"u8, _read + _write);
            if (isTransaction)
            {
                WriteUnits(json, _write > 0 ? "WriteCapacityUnits"u8 : "ReadCapacityUnits"u8, _read + _write);
            }

            json.WriteEndObject();
            WriteIndexes(json, "GlobalSecondaryIndexes"u8, _global);
            WriteIndexes(json, "LocalSecondaryIndexes"u8, _local);
        }

        json.WriteEndObject();
    }

    private static double WriteUnits(int sizeBytes) => Math.Max(1, (sizeBytes + WriteUnitBytes - 1) / WriteUnitBytes);

    /// <summary>
    /// One write where an entry appears, disappears or changes in place, two where its key changes, none where it
    /// stays as it is. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
    /// </summary>
    private static double IndexWriteUnits(IndexDefinition index, Item? old, Item? next, KeySchema tableKey)
    {
        var before = old is not null && IsIn(index, old) ? index.Project(old, tableKey) : null;
        var after = next is not null && IsIn(index, next) ? index.Project(next, tableKey) : null;
        if (before is null || after is null)
        {
            return before is null && after is null ? 0 : WriteUnits((before ?? after!).SizeBytes);
        }

        if (before.Equals(after))
        {
            return 0;
        }

        return SharesKey(index.Key, before, after)
            ? WriteUnits(Math.Max(before.SizeBytes, after.SizeBytes))
            : WriteUnits(before.SizeBytes) + WriteUnits(after.SizeBytes);
    }

    private static bool IsIn(IndexDefinition index, Item item) =>
        item.Contains(index.Key.Hash.Name) && (index.Key.Range is not { } range || item.Contains(range.Name));

    private static bool SharesKey(KeySchema key, Item left, Item right) =>
        left.Find(key.Hash.Name)!.Equals(right.Find(key.Hash.Name))
        && (key.Range is not { } range || left.Find(range.Name)!.Equals(right.Find(range.Name)));

    private static void WriteIndexes(
        Utf8JsonWriter json, ReadOnlySpan<byte> member, SortedDictionary<string, double>? indexes)
    {
        if (indexes is null)
        {
            return;
        }

        json.WriteStartObject(member);
        foreach (var (name, units) in indexes)
        {
            json.WriteStartObject(name);
            WriteUnits(json, "CapacityUnits"u8, units);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>AWS writes a double: 1.0, not 1.</summary>
    private static void WriteUnits(Utf8JsonWriter json, ReadOnlySpan<byte> member, double units)
    {
        json.WritePropertyName(member);
        json.WriteRawValue(units.ToString("0.0###", CultureInfo.InvariantCulture), skipInputValidation: true);
    }

    private void AddIndex(IndexDefinition index, double units)
    {
        var indexes = index.IsGlobal
            ? _global ??= new(StringComparer.Ordinal)
            : _local ??= new(StringComparer.Ordinal);
        indexes[index.Name] = indexes.GetValueOrDefault(index.Name) + units;
    }
}
