using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// A step that one or more paths of an expression share. Siblings are all names, in ordinal order, or all indexes,
/// in ascending order.
/// </summary>
internal sealed class PathNode(string? name, int index, DocumentPath first)
{
    /// <summary>The member's name, or null for an element.</summary>
    public string? Name => name;

    /// <summary>The element's index, or -1.</summary>
    public int Index => index;

    /// <summary>The first path that takes this step; errors quote it.</summary>
    public DocumentPath First => first;

    public List<PathNode> Children { get; } = [];

    /// <summary>The position of the path that ends here, or -1.</summary>
    public int PathIndex { get; set; } = -1;

    public bool IsLeaf => PathIndex >= 0;

    public int CompareTo(string? otherName, int otherIndex) =>
        name is null ? index.CompareTo(otherIndex) : string.CompareOrdinal(name, otherName);
}

/// <summary>
/// The paths of an expression as one tree, so that an item is walked once for all of them. Paths must not overlap
/// (one is or contains another) nor conflict (one takes a value for a map, another for a list).
/// </summary>
internal static class PathTree
{
    public static List<PathNode> Build(DocumentPath[] paths, Substitution substitution)
    {
        var roots = new List<PathNode>(paths.Length);
        for (var i = 0; i < paths.Length; i++)
        {
            Insert(roots, paths[i], substitution).PathIndex = i;
        }

        return roots;
    }

    private static PathNode Insert(List<PathNode> roots, DocumentPath path, Substitution substitution)
    {
        PathNode? parent = null;
        foreach (ref readonly var step in path.Steps.AsSpan())
        {
            if (parent is not null)
            {
                RequireRoomBelow(parent, in step, path, substitution);
            }

            parent = FindOrAdd(parent?.Children ?? roots, in step, path, substitution);
        }

        if (parent!.IsLeaf || parent.Children.Count > 0)
        {
            throw Overlap(parent, path, substitution);
        }

        return parent;
    }

    private static void RequireRoomBelow(
        PathNode parent, in PathStep step, DocumentPath path, Substitution substitution)
    {
        if (parent.IsLeaf)
        {
            throw Overlap(parent, path, substitution);
        }

        if (parent.Children.Count > 0 && parent.Children[0].Name is null != step.IsIndex)
        {
            throw ExpressionErrors.PathsConflict(
                substitution.Kind, parent.First.Describe(substitution), path.Describe(substitution));
        }
    }

    private static PathNode FindOrAdd(
        List<PathNode> siblings, in PathStep step, DocumentPath path, Substitution substitution)
    {
        var name = step.IsIndex ? null : step.NameIn(substitution);
        var (low, high) = (0, siblings.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = siblings[middle].CompareTo(name, step.Index);
            if (order == 0)
            {
                return siblings[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        var added = new PathNode(name, step.Index, path);
        siblings.Insert(low, added);
        return added;
    }

    private static AwsException Overlap(
        PathNode node, DocumentPath path, Substitution substitution) => ExpressionErrors.PathsOverlap(
            substitution.Kind, node.First.Describe(substitution), path.Describe(substitution));
}
