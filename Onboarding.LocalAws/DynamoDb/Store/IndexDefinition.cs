using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

internal enum IndexProjection
{
    ALL,
    KEYS_ONLY,
    INCLUDE,
}

/// <summary>A secondary index. Immutable.</summary>
/// <param name="IsGlobal">False: it shares the table's hash key and may be read consistently.</param>
/// <param name="NonKeyAttributes">What INCLUDE adds to the keys; else empty.</param>
internal sealed record IndexDefinition(
    string Name,
    bool IsGlobal,
    KeySchema Key,
    IndexProjection Projection,
    IReadOnlyList<string> NonKeyAttributes)
{
    public Throughput Throughput { get; init; } = Throughput.None;

    /// <summary>What the index holds of an item: always the keys of the index and of the table.</summary>
    public Item Project(Item item, KeySchema tableKey)
    {
        if (Projection == IndexProjection.ALL)
        {
            return item;
        }

        var projected = new ItemBuilder();
        foreach (ref readonly var attribute in item.Attributes)
        {
            if (Key.Contains(attribute.Name) || tableKey.Contains(attribute.Name) || Includes(attribute.Name))
            {
                projected.Add(attribute.Name, attribute.Value);
            }
        }

        return projected.Build();
    }

    /// <summary>Whether the index holds the attribute of every item that it holds.</summary>
    public bool Covers(string attribute, KeySchema tableKey) =>
        Projection == IndexProjection.ALL || Key.Contains(attribute) || tableKey.Contains(attribute)
        || Includes(attribute);

    private bool Includes(string attribute)
    {
        foreach (var included in NonKeyAttributes)
        {
            if (included == attribute)
            {
                return true;
            }
        }

        return false;
    }
}
