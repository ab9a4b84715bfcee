using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>The entries of one secondary index: sparse, projected, changed together with the table.</summary>
internal sealed class SecondaryIndex(IndexDefinition definition, KeySchema tableKey)
{
    public IndexDefinition Definition { get; } = definition;

    public KeyTree Entries { get; } = new();

    public long SizeBytes { get; private set; }

    /// <summary>False where the item is not in the index: it lacks a key of it, or has it with another type.</summary>
    public bool TryPosition(Item item, in KeyPosition inTable, out KeyPosition position)
    {
        var key = Definition.Key;
        var hash = item.Find(key.Hash.Name);
        var range = key.Range is { } rangeKey ? item.Find(rangeKey.Name) : null;
        if (hash?.Type != key.Hash.Type || (key.Range is { } expected && range?.Type != expected.Type))
        {
            position = default;
            return false;
        }

        position = KeyPosition.InIndex(hash, range, inTable);
        return true;
    }

    public void Apply(in KeyPosition inTable, Item? old, Item? next)
    {
        var isAdded = false;
        var added = default(KeyPosition);
        if (next is not null)
        {
            isAdded = TryPosition(next, inTable, out added);
        }

        if (old is not null && TryPosition(old, inTable, out var removed))
        {
            SizeBytes -= Definition.Project(old, tableKey).SizeBytes;
            if (!isAdded || KeyPosition.Compare(added, removed) != 0)
            {
                Entries.Remove(removed);
            }
        }

        if (isAdded)
        {
            var entry = Definition.Project(next!, tableKey);
            SizeBytes += entry.SizeBytes;
            Entries.Set(added, entry);
        }
    }
}
