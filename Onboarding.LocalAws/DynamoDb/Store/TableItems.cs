using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// The items of one table and what follows from them: index entries, expiries, size. Not safe for concurrent use: the
/// lock of the <see cref="Table"/> guards it.
/// </summary>
internal sealed class TableItems(KeySchema key)
{
    private readonly KeyTree _items = new();
    private ExpiryQueue? _expiries;

    /// <summary>In the order of the table's definition.</summary>
    public IReadOnlyList<SecondaryIndex> Indexes { get; private set; } = [];

    public int Count => _items.Count;

    public long SizeBytes { get; private set; }

    public Item? Find(in KeyPosition position) => _items.Find(position);

    /// <summary>The item that an index entry or another image of the item stands for.</summary>
    public Item? FindSame(Item item) => _items.Find(PositionOf(item));

    /// <summary>The oldest expired item, or null where none has expired.</summary>
    public Item? FindExpired(DateTimeOffset now) =>
        _expiries is not null && _expiries.TryPeek(now, out var position) ? _items.Find(position) : null;

    /// <param name="indexName">Null for the table itself.</param>
    /// <returns>Null where there is no such index.</returns>
    public KeyTree? TreeOf(string? indexName) => indexName is null ? _items : FindIndex(indexName)?.Entries;

    public Item[] ToArray()
    {
        var items = new Item[_items.Count];
        var index = 0;
        for (var cursor = _items.First(); cursor.IsValid; cursor.MoveNext())
        {
            items[index++] = cursor.Item;
        }

        return items;
    }

    /// <param name="old">The item that is there; null where there is none.</param>
    /// <param name="next">What it becomes; null for its deletion.</param>
    public void Replace(Item? old, Item? next)
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

    /// <summary>Builds the indexes that are new, drops those that are gone, and reads the expiries anew.</summary>
    public void Update(TableDefinition next)
    {
        Indexes = [.. next.Indexes.Select(i => FindIndex(i.Name) ?? BuildIndex(new SecondaryIndex(i, key)))];
        if (_expiries?.AttributeName != next.TimeToLiveAttribute)
        {
            _expiries = next.TimeToLiveAttribute is null ? null : BuildExpiries(next.TimeToLiveAttribute);
        }
    }

    private KeyPosition PositionOf(Item item) =>
        KeyPosition.InTable(item.Find(key.Hash.Name)!, key.Range is { } range ? item.Find(range.Name) : null);

    private SecondaryIndex? FindIndex(string name)
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
