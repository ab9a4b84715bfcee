using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A ConditionExpression or FilterExpression with its names and values in place. Immutable.</summary>
internal sealed class Condition(ConditionNode root, Substitution substitution)
{
    /// <summary>Evaluates against an item; an absent item is <see cref="Item.Empty"/>.</summary>
    public bool Evaluate(Item item) => root.Evaluate(item, substitution);

    /// <summary>The attributes that the condition reads, as often as it names them.</summary>
    public void VisitAttributes(Action<string> visit) =>
        root.VisitPaths(path => visit(path.TopLevelName(substitution)));

    /// <summary>AWS lets the filter of a Query not touch the keys of the table or index that it reads.</summary>
    public void RejectKeyAttributes(KeyAttribute hash, KeyAttribute? range) => root.VisitPaths(path =>
    {
        var name = path.TopLevelName(substitution);
        if (name != hash.Name && name != range?.Name)
        {
            return;
        }

        var parameter = substitution.Kind == ExpressionKind.QueryFilter ? "QueryFilter" : "Filter Expression";
        throw path.Steps.Length > 1
            ? KeyConditionErrors.NotScalar(name)
            : DynamoDbErrors.Validation(
                $"{parameter} can only contain non-primary key attributes: Primary key attribute: {name}");
    });
}
