using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// One table: its items, indexes, expiries and stream, changed together under <see cref="Gate"/>. The lock is held to
/// decide and to apply, never over I/O, and never together with another table's except in the order of
/// <see cref="Database.LockOrder"/>.
/// </summary>
internal sealed class Table
{
    private readonly KeyTree _items = new();
    private readonly Database _database;
    private ExpiryQueue? _expiries;
    private ulong _lastSequenceNumber;

    public Table(TableDefinition definition, Database database)
    {
        _database = database;
        Definition = definition;
        Indexes = [];
        UpdateUnderLock(definition);
    }

    public Lock Gate { get; } = new();

    /// <summary>Replaced as a whole, so it may be read without the lock.</summary>
    public TableDefinition Definition { get; private set; }

    /// <summary>True once the table is deleted: whoever waited for the lock must not write any more.</summary>
    public bool IsDeleted { get; private set; }

    public IReadOnlyList<SecondaryIndex> Indexes { get; private set; }

    public StreamLog? Stream { get; private set; }

    public int ItemCount => _items.Count;

    public long SizeBytes { get; private set; }

    /// <summary>The number that the next change of an item gets.</summary>
    public ulong NextSequenceNumber => _lastSequenceNumber + 1;

    public Item? FindUnderLock(in KeyPosition position) => _items.Find(position);

    /// <summary>The position of an item, or of a key, that has passed validation.</summary>
    public KeyPosition PositionOf(Item item)
    {
        var key = Definition.Key;
        return KeyPosition.InTable(item.Find(key.Hash.Name)!, key.Range is { } range ? item.Find(range.Name) : null);
    }

    /// <summary>The change that turns the one item into the other, or null where they are equal.</summary>
    /// <param name="ahead">How many changes of the same commit are to be applied before this one.</param>
    public ItemChanged? ChangeUnderLock(
        Item? old, Item? next, DateTimeOffset at, ChangeOrigin origin, ulong ahead = 0)
    {
        var isSame = old is null ? next is null : old.Equals(next);
        return isSame ? null : new ItemChanged(Definition.Name, NextSequenceNumber + ahead, at, origin, old, next);
    }

    public void ApplyUnderLock(ItemChanged change)
    {
        Invariant.Check(!IsDeleted);
        Invariant.Check(change.SequenceNumber == NextSequenceNumber);
        _lastSequenceNumber = change.SequenceNumber;
        Replace(change.Old, change.New);
        Stream?.Append(change);
    }

    /// <summary>Applies a change whose old image is not known, as a journal keeps it.</summary>
    public void RestoreUnderLock(ItemChanged change) =>
        ApplyUnderLock(change with { Old = _items.Find(PositionOf(change.New ?? change.Old!)) });

    public void RestoreUnderLock(ulong lastSequenceNumber)
    {
        _lastSequenceNumber = lastSequenceNumber;
        Stream?.Restore(lastSequenceNumber + 1);
    }

    /// <summary>An item as it was before the oldest record of the stream: it makes none.</summary>
    public void RestoreUnderLock(Item item) => Replace(null, item);

    /// <summary>Copies references only.</summary>
    public TableCapture CaptureUnderLock()
    {
        var items = new Item[_items.Count];
        var index = 0;
        for (var cursor = _items.First(); cursor.IsValid; cursor.MoveNext())
        {
            items[index++] = cursor.Item;
        }

        return new TableCapture(Definition, _lastSequenceNumber, items, Stream?.Capture() ?? []);
    }

    /// <summary>Takes a new definition: builds and drops indexes, opens and closes streams, reads expiries.</summary>
    public void UpdateUnderLock(TableDefinition next)
    {
        Definition = next;
        Indexes = BuildIndexes(next);
        if (_expiries?.AttributeName != next.TimeToLiveAttribute)
        {
            _expiries = next.TimeToLiveAttribute is null ? null : BuildExpiries(next.TimeToLiveAttribute);
        }

        var stream = next.Stream is { IsEnabled: true } enabled ? enabled : null;
        if (Stream is not null && Stream.Definition.Arn != stream?.Arn)
        {
            Stream.Close();
            Stream = null;
        }

        if (stream is not null)
        {
            Stream ??= _database.Streams.Open(stream, next.Key);
        }
    }

    public void DeleteUnderLock()
    {
        IsDeleted = true;
        Stream?.Close();
        Stream = null;
    }

    public SecondaryIndex? FindIndex(string name)
    {
        foreach (var index in Indexes)
        {
            if (index.Definition.Name == name)
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>What a Query or Scan of the table, or of one of its indexes, reads.</summary>
    public KeyTree TreeOf(SecondaryIndex? index) => index?.Entries ?? _items;

    /// <summary>The oldest expired item, or null where none has expired.</summary>
    public Item? FindExpiredUnderLock(DateTimeOffset now) =>
        _expiries is not null && _expiries.TryPeek(now, out var position) ? _items.Find(position) : null;

    private void Replace(Item? old, Item? next)
    {
        var position = PositionOf((next ?? old)!);
        if (next is not null)
        {
            _items.Set(position, next);
        }
        else
        {
            _items.Remove(position);
        }

        SizeBytes += (next?.SizeBytes ?? 0) - (old?.SizeBytes ?? 0);
        foreach (var index in Indexes)
        {
            index.Apply(position, old, next);
        }

        _expiries?.Apply(position, old, next);
    }

    private SecondaryIndex[] BuildIndexes(TableDefinition next)
    {
        var indexes = new SecondaryIndex[next.Indexes.Count];
        for (var i = 0; i < indexes.Length; i++)
        {
            var kept = FindIndex(next.Indexes[i].Name);
            indexes[i] = kept ?? BuildIndex(new SecondaryIndex(next.Indexes[i], next.Key));
        }

        return indexes;
    }

    private SecondaryIndex BuildIndex(SecondaryIndex index)
    {
        for (var cursor = _items.First(); cursor.IsValid; cursor.MoveNext())
        {
            index.Apply(cursor.Position, null, cursor.Item);
        }

        return index;
    }

    private ExpiryQueue BuildExpiries(string attributeName)
    {
        var expiries = new ExpiryQueue(attributeName);
        for (var cursor = _items.First(); cursor.IsValid; cursor.MoveNext())
        {
            expiries.Apply(cursor.Position, null, cursor.Item);
        }

        return expiries;
    }
}
