using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Turns expression texts into plans. Parsed texts are cached, so a hot expression costs one look-up and the
/// substitution of its names and values. Safe for concurrent use; one per service.
/// </summary>
internal sealed class ExpressionCompiler
{
    // Conditions, filters and key conditions have one grammar: they share their cache.
    private readonly ExpressionCache<ConditionNode> _conditions = new(ConditionParser.Parse);
    private readonly ExpressionCache<UpdateSyntax> _updates = new(UpdateParser.Parse);
    private readonly ExpressionCache<PathSet> _projections = new(ProjectionParser.Parse);

    public Condition Condition(string text, ExpressionArguments arguments) =>
        Bind(ExpressionKind.ConditionExpression, text, arguments);

    public Condition Filter(string text, ExpressionArguments arguments) =>
        Bind(ExpressionKind.FilterExpression, text, arguments);

    /// <param name="text">The KeyConditionExpression.</param>
    /// <param name="arguments">Names and values of the request.</param>
    /// <param name="hash">The hash key of the table or index.</param>
    /// <param name="range">Its sort key, or null where it has none.</param>
    public KeyCondition KeyCondition(
        string text, ExpressionArguments arguments, KeyAttribute hash, KeyAttribute? range)
    {
        const ExpressionKind Kind = ExpressionKind.KeyConditionExpression;
        var (root, placeholders) = _conditions.Get(Kind, text);
        var substitution = new Substitution(Kind, placeholders, arguments);
        root.Bind(substitution);
        return new KeyConditionBuilder(substitution).Build(root, hash, range);
    }

    public UpdatePlan Update(string text, ExpressionArguments arguments)
    {
        const ExpressionKind Kind = ExpressionKind.UpdateExpression;
        var (syntax, placeholders) = _updates.Get(Kind, text);
        var substitution = new Substitution(Kind, placeholders, arguments);
        syntax.Bind(substitution);
        return new UpdatePlan(syntax, substitution);
    }

    public Projection Projection(string text, ExpressionArguments arguments)
    {
        const ExpressionKind Kind = ExpressionKind.ProjectionExpression;
        var (paths, placeholders) = _projections.Get(Kind, text);
        var substitution = new Substitution(Kind, placeholders, arguments);
        paths.Bind(substitution);
        return new Projection(paths.Tree(substitution));
    }

    private Condition Bind(ExpressionKind kind, string text, ExpressionArguments arguments)
    {
        var (root, placeholders) = _conditions.Get(kind, text);
        var substitution = new Substitution(kind, placeholders, arguments);
        root.Bind(substitution);
        return new Condition(root, substitution);
    }
}
