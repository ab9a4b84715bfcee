using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>A stretch of a table or index: from a bound up to another one.</summary>
internal readonly record struct KeyRange(KeyPosition Lower, KeyPosition Upper)
{
    /// <summary>Everything.</summary>
    public static KeyRange All { get; } = new(KeyPosition.AtHashCode(0), KeyPosition.End);

    /// <summary>One of the equal parts into which a parallel Scan cuts the hash codes.</summary>
    public static KeyRange Segment(int segment, int totalSegments) => new(
        KeyPosition.AtHashCode(Start(segment, totalSegments)),
        segment + 1 == totalSegments ? KeyPosition.End : KeyPosition.AtHashCode(Start(segment + 1, totalSegments)));

    public bool Contains(in KeyPosition position) =>
        KeyPosition.Compare(Lower, position) < 0 && KeyPosition.Compare(position, Upper) < 0;

    /// <summary>What is left of the range once the position has been read.</summary>
    public KeyRange Beyond(in KeyPosition position, bool isForward) =>
        isForward ? this with { Lower = position.After() } : this with { Upper = position.Before() };

    private static ulong Start(int segment, int totalSegments) =>
        (ulong)(((UInt128)ulong.MaxValue + 1) * (uint)segment / (uint)totalSegments);
}

/// <summary>What one request reads of a range, before any filter.</summary>
/// <param name="Items">In the order of the range.</param>
/// <param name="HasMore">True where the page ended before the range did.</param>
internal readonly record struct ItemPage(List<Item> Items, long SizeBytes, bool HasMore)
{
    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html: 1 MB.</summary>
    public const int SizeBytesMax = 1024 * 1024;

    /// <summary>
    /// Reads up to a number of items or the size of a page. AWS does not look beyond the last item that a limit
    /// allows, so then there may be more even where the range has ended (recorded from DynamoDB Local).
    /// </summary>
    public static ItemPage ReadUnderLock(KeyTree tree, in KeyRange range, bool isForward, int countMax)
    {
        var items = new List<Item>();
        long sizeBytes = 0;
        var cursor = isForward ? tree.Seek(range.Lower) : tree.SeekBefore(range.Upper);
        while (cursor.IsValid && range.Contains(cursor.Position))
        {
            if (items.Count == countMax || (items.Count > 0 && sizeBytes + cursor.Item.SizeBytes > SizeBytesMax))
            {
                return new ItemPage(items, sizeBytes, HasMore: true);
            }

            items.Add(cursor.Item);
            sizeBytes += cursor.Item.SizeBytes;
            if (isForward)
            {
                cursor.MoveNext();
            }
            else
            {
                cursor.MovePrevious();
            }
        }

        return new ItemPage(items, sizeBytes, HasMore: items.Count == countMax);
    }
}
