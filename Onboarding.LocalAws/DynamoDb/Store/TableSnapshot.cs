namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>A table's definition and counts, all of one moment.</summary>
internal sealed record TableSnapshot(
    TableDefinition Definition, int ItemCount, long SizeBytes, IReadOnlyList<IndexSnapshot> Indexes)
{
    public static TableSnapshot Empty(TableDefinition definition) =>
        new(definition, 0, 0, [.. definition.Indexes.Select(i => new IndexSnapshot(i, 0, 0))]);
}

internal readonly record struct IndexSnapshot(IndexDefinition Definition, int ItemCount, long SizeBytes);
