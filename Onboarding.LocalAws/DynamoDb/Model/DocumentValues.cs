namespace Onboarding.LocalAws.DynamoDb.Model;

internal sealed class ListValue(AttributeValue[] elements) : AttributeValue
{
    private readonly AttributeValue[] _elements = elements;

    public override AttributeType Type => AttributeType.L;

    public ReadOnlySpan<AttributeValue> Elements => _elements;

    public override int SizeBytes => ItemSize.OfList(_elements);

    public override bool Equals(AttributeValue? other) =>
        other is ListValue list && list.Elements.SequenceEqual(_elements);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var element in _elements)
        {
            hash.Add(element);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Type M. Its members are held just as an item's attributes are.</summary>
internal sealed class MapValue(Item members) : AttributeValue
{
    public override AttributeType Type => AttributeType.M;

    public Item Members { get; } = members;

    public override int SizeBytes => ItemSize.OfMap(Members);

    public override bool Equals(AttributeValue? other) => other is MapValue map && map.Members.Equals(Members);

    public override int GetHashCode() => Members.GetHashCode();
}
