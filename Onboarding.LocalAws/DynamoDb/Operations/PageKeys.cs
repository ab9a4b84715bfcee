using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The keys by which a page names where it ends and the next one begins: the attributes of the table's key and, in an
/// index, of the index's.
/// </summary>
internal sealed class PageKeys(TableDefinition table, IndexDefinition? index)
{
    /// <summary>The LastEvaluatedKey that names an item.</summary>
    public Item Of(Item item)
    {
        var key = new ItemBuilder();
        foreach (ref readonly var attribute in item.Attributes)
        {
            if (table.Key.Contains(attribute.Name) || (index?.Key.Contains(attribute.Name) ?? false))
            {
                key.Add(attribute.Name, attribute.Value);
            }
        }

        return key.Build();
    }

    /// <summary>The place that an ExclusiveStartKey names.</summary>
    public KeyPosition PositionOf(Item startKey)
    {
        var count = table.Key.Count + IndexOnlyParts().Count();
        if (startKey.Count != count || IndexOnlyParts().Any(p => startKey.Find(p.Name)?.Type != p.Type))
        {
            throw Invalid();
        }

        var hash = Part(table.Key.Hash);
        var range = table.Key.Range is { } rangeKey ? Part(rangeKey) : null;
        var position = KeyPosition.InTable(hash, range);
        return index is null ? position : KeyPosition.InIndex(
            startKey.Find(index.Key.Hash.Name)!,
            index.Key.Range is { } indexRange ? startKey.Find(indexRange.Name) : null,
            position);

        AttributeValue Part(KeyAttribute key) =>
            startKey.Find(key.Name) is { } value && value.Type == key.Type ? value : throw Invalid();
    }

    private AwsException Invalid() => DynamoDbErrors.Validation(
        "The provided starting key is invalid" + (index is null ? $": {DynamoDbErrors.KeyMismatchText}" : ""));

    /// <summary>The parts of the index's key that are not in the table's.</summary>
    private IEnumerable<KeyAttribute> IndexOnlyParts()
    {
        if (index is null)
        {
            yield break;
        }

        if (!table.Key.Contains(index.Key.Hash.Name))
        {
            yield return index.Key.Hash;
        }

        if (index.Key.Range is { } range && !table.Key.Contains(range.Name))
        {
            yield return range;
        }
    }
}
