using System.Diagnostics;

namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>
/// The order of sort keys and of the comparators &lt; and &gt;: numbers by value, strings by UTF-8 bytes, binaries by
/// unsigned bytes.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html
/// </summary>
internal sealed class KeyOrder : IComparer<AttributeValue>
{
    public static readonly KeyOrder Instance = new();

    private KeyOrder()
    {
    }

    public static bool IsOrdered(AttributeType type) =>
        type is AttributeType.S or AttributeType.N or AttributeType.B;

    /// <summary>Compares two values of one ordered type.</summary>
    /// <exception cref="UnreachableException">The types differ or have no order: the caller checks first.</exception>
    public int Compare(AttributeValue? x, AttributeValue? y) => (x, y) switch
    {
        (StringValue left, StringValue right) => left.Utf8.SequenceCompareTo(right.Utf8),
        (NumberValue left, NumberValue right) => left.Number.CompareTo(right.Number),
        (BinaryValue left, BinaryValue right) => left.Bytes.SequenceCompareTo(right.Bytes),
        _ => throw new UnreachableException($"No order between {x?.Type} and {y?.Type}."),
    };
}
