namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>One attribute of an item, or one member of a map.</summary>
internal readonly record struct ItemAttribute(string Name, AttributeValue Value);

/// <summary>
/// An immutable map of attribute name to value: an item, or the members of a map. One array sorted by ordinal name:
/// the most compact form, a binary search to read, one array copy to change (the values are shared). AWS promises
/// no order of attributes, so the sorted one is as good as any and makes responses repeatable.
/// </summary>
internal sealed class Item : IEquatable<Item>
{
    public static readonly Item Empty = new([]);

    private readonly ItemAttribute[] _attributes;

    // Computed at the first question: most items are asked often and never change. -1 means not yet computed; a
    // race only computes the same number twice.
    private int _sizeBytes = -1;

    internal Item(ItemAttribute[] sortedDistinct) => _attributes = sortedDistinct;

    public int Count => _attributes.Length;

    /// <summary>The attributes in ordinal order of their names.</summary>
    public ReadOnlySpan<ItemAttribute> Attributes => _attributes;

    /// <summary>The size as AWS counts it, names included.</summary>
    public int SizeBytes => _sizeBytes >= 0 ? _sizeBytes : _sizeBytes = ItemSize.OfAttributes(_attributes);

    public static Item Of(params ReadOnlySpan<(string Name, AttributeValue Value)> attributes)
    {
        var builder = new ItemBuilder();
        foreach (var (name, value) in attributes)
        {
            builder.Add(name, value);
        }

        return builder.Build();
    }

    /// <summary>The value of an attribute, or null where the item has none of that name.</summary>
    public AttributeValue? Find(string name)
    {
        var index = IndexOf(name);
        return index >= 0 ? _attributes[index].Value : null;
    }

    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>This item with one attribute added or replaced.</summary>
    public Item With(string name, AttributeValue value)
    {
        var index = IndexOf(name);
        ItemAttribute[] changed;
        if (index >= 0)
        {
            changed = (ItemAttribute[])_attributes.Clone();
            changed[index] = new ItemAttribute(name, value);
        }
        else
        {
            index = ~index;
            changed = new ItemAttribute[_attributes.Length + 1];
            Array.Copy(_attributes, changed, index);
            changed[index] = new ItemAttribute(name, value);
            Array.Copy(_attributes, index, changed, index + 1, _attributes.Length - index);
        }

        return new Item(changed);
    }

    /// <summary>This item without one attribute; itself where it has none of that name.</summary>
    public Item Without(string name)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            return this;
        }

        var changed = new ItemAttribute[_attributes.Length - 1];
        Array.Copy(_attributes, changed, index);
        Array.Copy(_attributes, index + 1, changed, index, changed.Length - index);
        return new Item(changed);
    }

    public bool Equals(Item? other) =>
        ReferenceEquals(this, other) || (other is not null && other.Attributes.SequenceEqual(_attributes));

    public override bool Equals(object? obj) => Equals(obj as Item);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (ref readonly var attribute in Attributes)
        {
            hash.Add(attribute.Name, StringComparer.Ordinal);
            hash.Add(attribute.Value);
        }

        return hash.ToHashCode();
    }

    private int IndexOf(string name)
    {
        var (low, high) = (0, _attributes.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(_attributes[middle].Name, name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
