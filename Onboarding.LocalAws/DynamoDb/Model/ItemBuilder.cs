namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>Collects attributes in any order; a name given twice keeps its last value, as JSON readers do.</summary>
internal sealed class ItemBuilder
{
    // Requests often list few names, often in order: insertion from the end is then the cheapest sort.
    private const int InsertionSortMax = 16;

    private ItemAttribute[] _attributes = new ItemAttribute[4];
    private int _count;

    public void Add(string name, AttributeValue value)
    {
        if (_count == _attributes.Length)
        {
            Array.Resize(ref _attributes, _count * 2);
        }

        _attributes[_count++] = new ItemAttribute(name, value);
    }

    /// <summary>The item; the builder is spent afterwards.</summary>
    public Item Build()
    {
        if (_count == 0)
        {
            return Item.Empty;
        }

        if (_count > InsertionSortMax)
        {
            return BuildLarge();
        }

        var count = 0;
        for (var next = 0; next < _count; next++)
        {
            count = Insert(_attributes[next], count);
        }

        return new Item(_attributes.Length == count ? _attributes : _attributes.AsSpan(0, count).ToArray());
    }

    /// <summary>Inserts into the sorted first <paramref name="count"/> entries and returns their new number.</summary>
    private int Insert(ItemAttribute attribute, int count)
    {
        for (var i = count; ; i--)
        {
            var order = i == 0 ? 1 : string.CompareOrdinal(attribute.Name, _attributes[i - 1].Name);
            if (order > 0)
            {
                _attributes.AsSpan(i, count - i).CopyTo(_attributes.AsSpan(i + 1));
                _attributes[i] = attribute;
                return count + 1;
            }

            if (order == 0)
            {
                _attributes[i - 1] = attribute;
                return count;
            }
        }
    }

    private Item BuildLarge()
    {
        var last = new Dictionary<string, AttributeValue>(_count, StringComparer.Ordinal);
        foreach (ref readonly var attribute in _attributes.AsSpan(0, _count))
        {
            last[attribute.Name] = attribute.Value;
        }

        var sorted = new ItemAttribute[last.Count];
        var index = 0;
        foreach (var (name, value) in last)
        {
            sorted[index++] = new ItemAttribute(name, value);
        }

        Array.Sort(sorted, static (x, y) => string.CompareOrdinal(x.Name, y.Name));
        return new Item(sorted);
    }
}
