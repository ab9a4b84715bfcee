using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// A place in the order of a table or index: by hash code of the hash key, hash key, sort key and, in an index, where
/// keys repeat, by the key of the table. So a Scan has a stable order that a parallel segment is a range of, and a
/// Query is one range. A position with fewer parts is a bound: it lies before or after all that share its parts.
/// </summary>
[SuppressMessage("Performance", "CA1815", Justification = "Only ever compared through Compare.")]
internal readonly struct KeyPosition
{
    private readonly ulong _hashCode;
    private readonly AttributeValue? _hash;
    private readonly AttributeValue? _range;
    private readonly AttributeValue? _tableHash;
    private readonly AttributeValue? _tableRange;
    private readonly sbyte _side;

    private KeyPosition(
        ulong hashCode, AttributeValue? hash, AttributeValue? range, in KeyPosition table, sbyte side)
    {
        _hashCode = hashCode;
        _hash = hash;
        _range = range;
        _tableHash = table._hash;
        _tableRange = table._range;
        _side = side;
    }

    private KeyPosition(in KeyPosition position, sbyte side)
    {
        this = position;
        _side = side;
    }

    public AttributeValue? Hash => _hash;

    public AttributeValue? Range => _range;

    /// <summary>The position of an item in its table.</summary>
    public static KeyPosition InTable(AttributeValue hash, AttributeValue? range) =>
        new(KeyHash.Of(hash), hash, range, default, side: 0);

    /// <summary>The position of an item in an index, where <paramref name="table"/> is the one in its table.</summary>
    public static KeyPosition InIndex(AttributeValue hash, AttributeValue? range, in KeyPosition table) =>
        new(KeyHash.Of(hash), hash, range, table, side: 0);

    /// <summary>After everything.</summary>
    public static KeyPosition End { get; } = new(ulong.MaxValue, null, null, default, side: 1);

    /// <summary>Before everything whose hash code is at least <paramref name="hashCode"/>.</summary>
    public static KeyPosition AtHashCode(ulong hashCode) => new(hashCode, null, null, default, side: -1);

    /// <summary>Before everything that shares these parts.</summary>
    public KeyPosition Before() => new(this, side: -1);

    /// <summary>After everything that shares these parts.</summary>
    public KeyPosition After() => new(this, side: 1);

    /// <summary>Whether both lie in one partition: the same hash key.</summary>
    public bool SharesHash(in KeyPosition other) =>
        _hashCode == other._hashCode && KeyOrder.Instance.Compare(_hash, other._hash) == 0;

    public static int Compare(in KeyPosition x, in KeyPosition y)
    {
        if (x._hashCode != y._hashCode)
        {
            return x._hashCode < y._hashCode ? -1 : 1;
        }

        return CompareParts(x._hash, y._hash, x, y)
            ?? CompareParts(x._range, y._range, x, y)
            ?? CompareParts(x._tableHash, y._tableHash, x, y)
            ?? CompareParts(x._tableRange, y._tableRange, x, y)
            ?? x._side - y._side;
    }

    /// <summary>Null where the parts do not decide.</summary>
    private static int? CompareParts(AttributeValue? left, AttributeValue? right, in KeyPosition x, in KeyPosition y)
    {
        if (left is null && right is null)
        {
            return null;
        }

        // A whole key against a bound that ends here: the bound's side decides.
        if (left is null)
        {
            return x._side < 0 ? -1 : 1;
        }

        if (right is null)
        {
            return y._side < 0 ? 1 : -1;
        }

        var order = ReferenceEquals(left, right) ? 0 : KeyOrder.Instance.Compare(left, right);
        return order == 0 ? null : order;
    }
}
