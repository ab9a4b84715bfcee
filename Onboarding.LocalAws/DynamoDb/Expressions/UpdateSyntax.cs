namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A parsed update: its clauses in the order of the text.</summary>
internal sealed class UpdateSyntax
{
    private readonly PathSet _paths;

    public UpdateSyntax(UpdateClause[] clauses)
    {
        Clauses = clauses;
        _paths = new PathSet(Array.ConvertAll(clauses, static clause => clause.Path));
    }

    public UpdateClause[] Clauses { get; }

    public void Check(ExpressionKind kind)
    {
        foreach (var clause in Clauses)
        {
            clause.Check(kind);
        }
    }

    public void Bind(Substitution substitution)
    {
        foreach (var clause in Clauses)
        {
            clause.Bind(substitution);
        }
    }

    /// <summary>The tree of the bound paths; a leaf's path index is its clause's.</summary>
    public List<PathNode> Tree(Substitution substitution) => _paths.Tree(substitution);
}
