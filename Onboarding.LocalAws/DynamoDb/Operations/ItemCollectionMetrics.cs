using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The item collection that a write touched, which is all items with one hash key in a table with local indexes, and
/// the bounds of its size in gigabytes.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections.SizeLimit
/// </summary>
/// <remarks>
/// Sizes are kept per table, not per collection: the upper bound is that of the table with its local indexes. Up to one
/// gigabyte AWS's bounds are the same, 0 and 1.
/// </remarks>
internal static class ItemCollectionMetrics
{
    private const double GigabyteBytes = 1024d * 1024 * 1024;

    /// <summary>Writes the member where it was asked for and the table has local indexes.</summary>
    /// <param name="item">The item of the write, or its key.</param>
    public static void Write(Utf8JsonWriter response, Table table, Item item, ReturnItemCollectionMetrics asked)
    {
        var definition = table.Definition;
        if (asked == ReturnItemCollectionMetrics.NONE || definition.Indexes.All(i => i.IsGlobal))
        {
            return;
        }

        var name = definition.Key.Hash.Name;
        response.WriteStartObject(nameof(ItemCollectionMetrics));
        response.WritePropertyName("ItemCollectionKey"u8);
        AttributeValueWriter.WriteItem(response, Item.Of((name, item.Find(name)!)));
        response.WriteStartArray("SizeEstimateRangeGB"u8);
        response.WriteNumberValue(0);
        response.WriteNumberValue(Math.Max(1, Math.Ceiling(SizeBytes(table.Describe()) / GigabyteBytes)));
        response.WriteEndArray();
        response.WriteEndObject();
    }

    private static long SizeBytes(TableSnapshot table) =>
        table.SizeBytes + table.Indexes.Where(i => !i.Definition.IsGlobal).Sum(i => i.SizeBytes);
}
