using System.Text;

namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>
/// The size that AWS bills and limits: names and strings in UTF-8 bytes, binaries raw, null and boolean one byte,
/// a list or map three bytes and one more per element, a set the sum of its members. Numbers:
/// <see cref="DynamoDbNumber.SizeBytes"/>.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
/// </summary>
internal static class ItemSize
{
    /// <summary>The limit of one item: 400 KB with its attribute names.</summary>
    public const int BytesMax = 400 * 1024;

    private const int DocumentOverhead = 3;
    private const int ElementOverhead = 1;

    public static int OfAttribute(string name, AttributeValue value) =>
        Encoding.UTF8.GetByteCount(name) + value.SizeBytes;

    public static int OfAttributes(ReadOnlySpan<ItemAttribute> attributes)
    {
        var size = 0;
        foreach (ref readonly var attribute in attributes)
        {
            size += OfAttribute(attribute.Name, attribute.Value);
        }

        return size;
    }

    public static int OfList(ReadOnlySpan<AttributeValue> elements)
    {
        var size = DocumentOverhead;
        foreach (var element in elements)
        {
            size += ElementOverhead + element.SizeBytes;
        }

        return size;
    }

    public static int OfMap(Item members) =>
        DocumentOverhead + (ElementOverhead * members.Count) + members.SizeBytes;
}
