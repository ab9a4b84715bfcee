namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// The paths of a parsed expression. Their tree depends on the request's names, which rarely change between two
/// requests with the same text: the last tree is kept with the names that it was built for.
/// </summary>
internal sealed class PathSet(DocumentPath[] paths)
{
    private volatile Built? _last;

    public DocumentPath[] Paths => paths;

    public void Check(ExpressionKind kind)
    {
        foreach (var path in paths)
        {
            path.Check(kind);
        }
    }

    public void Bind(Substitution substitution)
    {
        foreach (var path in paths)
        {
            path.Bind(substitution);
        }
    }

    public List<PathNode> Tree(Substitution substitution)
    {
        var last = _last;
        if (last is null || !last.Names.AsSpan().SequenceEqual(substitution.Names))
        {
            last = new Built(substitution.Names, PathTree.Build(paths, substitution));
            _last = last;
        }

        return last.Tree;
    }

    private sealed record Built(string[] Names, List<PathNode> Tree);
}
