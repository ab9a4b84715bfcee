using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <param name="IndexName">Null to read the table itself.</param>
/// <param name="WithTableItems">Whether the items behind the entries of an index are wanted, too.</param>
internal readonly record struct PageQuery(
    string? IndexName, KeyRange Range, bool IsForward, int CountMax, bool WithTableItems);

/// <summary>What one request reads of a range, before any filter.</summary>
/// <param name="Items">In the order of the range.</param>
/// <param name="HasMore">True where the page ended before the range did.</param>
internal readonly record struct ItemPage(List<Item> Items, long SizeBytes, bool HasMore)
{
    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html: 1 MB.</summary>
    public const int SizeBytesMax = 1024 * 1024;

    /// <summary>The items behind the entries of an index, where the query wants them.</summary>
    public List<Item>? TableItems { get; init; }

    /// <summary>
    /// Reads up to a number of items or the size of a page. AWS does not look beyond the last item that a limit
    /// allows, so then there may be more even where the range has ended (recorded from DynamoDB Local).
    /// </summary>
    public static ItemPage ReadUnderLock(KeyTree tree, in PageQuery query)
    {
        var items = new List<Item>();
        long sizeBytes = 0;
        var cursor = query.IsForward ? tree.Seek(query.Range.Lower) : tree.SeekBefore(query.Range.Upper);
        while (cursor.IsValid && query.Range.Contains(cursor.Position))
        {
            if (items.Count == query.CountMax
                || (items.Count > 0 && sizeBytes + cursor.Item.SizeBytes > SizeBytesMax))
            {
                return new ItemPage(items, sizeBytes, HasMore: true);
            }

            items.Add(cursor.Item);
            sizeBytes += cursor.Item.SizeBytes;
            if (query.IsForward)
            {
                cursor.MoveNext();
            }
            else
            {
                cursor.MovePrevious();
            }
        }

        return new ItemPage(items, sizeBytes, HasMore: items.Count == query.CountMax);
    }
}
