using System.Runtime.InteropServices;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A ProjectionExpression with its names in place. Immutable.</summary>
internal sealed class Projection(List<PathNode> tree)
{
    /// <summary>Of whole attributes, as AttributesToGet names them.</summary>
    /// <param name="names">Distinct.</param>
    public static Projection OfAttributes(List<string> names) => new(PathTree.Build(
        [.. names.Select(DocumentPath.OfAttribute)],
        Substitution.WithoutPlaceholders(ExpressionKind.AttributesToGet)));

    /// <summary>The attributes that the paths start with.</summary>
    public IEnumerable<string> Attributes => tree.Select(node => node.Name!);

    /// <summary>
    /// The parts of the item that the paths name, nested as they are in the item. Of a list only the named
    /// elements remain, in their order: <c>l[2], l[0]</c> gives a list of two.
    /// </summary>
    public Item Apply(Item item) => Members(item, tree);

    private static Item Members(Item item, List<PathNode> nodes)
    {
        var found = new ItemAttribute[nodes.Count];
        var count = 0;
        foreach (var node in CollectionsMarshal.AsSpan(nodes))
        {
            if (node.Name is not null && item.Find(node.Name) is { } value && Part(value, node) is { } part)
            {
                found[count++] = new ItemAttribute(node.Name, part);
            }
        }

        return count == found.Length ? new Item(found) : new Item(found.AsSpan(0, count).ToArray());
    }

    /// <summary>What the paths below a node leave of its value, or null for nothing.</summary>
    private static AttributeValue? Part(AttributeValue value, PathNode node)
    {
        if (node.IsLeaf)
        {
            return value;
        }

        switch (value)
        {
            case MapValue map:
                var members = Members(map.Members, node.Children);
                return members.Count > 0 ? new MapValue(members) : null;
            case ListValue list:
                var elements = Elements(list, node.Children);
                return elements.Length > 0 ? new ListValue(elements) : null;
            default:
                return null;
        }
    }

    private static AttributeValue[] Elements(ListValue list, List<PathNode> nodes)
    {
        var found = new List<AttributeValue>(nodes.Count);
        foreach (var node in CollectionsMarshal.AsSpan(nodes))
        {
            if ((uint)node.Index < (uint)list.Elements.Length && Part(list.Elements[node.Index], node) is { } part)
            {
                found.Add(part);
            }
        }

        return [.. found];
    }
}
