using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// A table at one moment, as a journal keeps it: the items before the oldest record of the stream, then the records.
/// Applying the records to those items gives items and stream the same objects again, so each image is in memory once.
/// </summary>
/// <param name="Records">The last ones of the table, without gaps; none where it has no stream.</param>
internal sealed record TableCapture(
    TableDefinition Definition, ulong LastSequenceNumber, Item[] Items, ItemChanged[] Records)
{
    public IEnumerable<TableChange> Changes()
    {
        yield return new TableCreated(Definition);
        yield return new TableRestored(Definition.Name, LastSequenceNumber - (ulong)Records.Length);
        foreach (var item in ItemsBeforeRecords())
        {
            yield return new ItemRestored(Definition.Name, item);
        }

        foreach (var record in Records)
        {
            yield return record;
        }
    }

    private IEnumerable<Item> ItemsBeforeRecords()
    {
        if (Records.Length == 0)
        {
            return Items;
        }

        var before = new Dictionary<Item, Item?>(new SameKey(Definition.Key));
        foreach (var record in Records)
        {
            // The oldest record of an item comes first and shows what was there before all of them.
            before.TryAdd((record.New ?? record.Old)!, record.Old);
        }

        return Items.Where(item => !before.ContainsKey(item)).Concat(before.Values.OfType<Item>());
    }

    private sealed class SameKey(KeySchema key) : IEqualityComparer<Item>
    {
        public bool Equals(Item? x, Item? y) =>
            x!.Find(key.Hash.Name)!.Equals(y!.Find(key.Hash.Name))
            && (key.Range is not { } range || x.Find(range.Name)!.Equals(y.Find(range.Name)));

        public int GetHashCode(Item item) => HashCode.Combine(
            item.Find(key.Hash.Name), key.Range is { } range ? item.Find(range.Name) : null);
    }
}
