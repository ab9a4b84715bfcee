using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Turns KeyConditions into what a KeyConditionExpression becomes.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.KeyConditions.html
/// </summary>
internal static class LegacyKeyConditions
{
    /// <param name="conditions">One or two, each of another attribute.</param>
    /// <param name="hash">The hash key of the table or index.</param>
    /// <param name="range">Its sort key, or null where it has none.</param>
    public static KeyCondition Build(List<AttributeCondition> conditions, KeyAttribute hash, KeyAttribute? range)
    {
        var onHash = conditions.Find(c => c.Name == hash.Name) ?? throw KeyConditionErrors.Missed(hash.Name);
        var onRange = conditions.Count == 2 && range is { } sortKey
            ? conditions.Find(c => c.Name == sortKey.Name) ?? throw KeyConditionErrors.Missed(sortKey.Name)
            : null;
        var sort = conditions.ConvertAll(ToSort);
        if (onHash.Operator != ComparisonOperator.EQ || (conditions.Count == 2 && onRange is null))
        {
            throw KeyConditionErrors.NotSupported();
        }

        var hashCondition = sort[conditions.IndexOf(onHash)];
        KeyConditionBuilder.Require(hash, hashCondition);
        if (onRange is null)
        {
            return new KeyCondition(hashCondition.Value, Sort: null);
        }

        var rangeCondition = sort[conditions.IndexOf(onRange)];
        KeyConditionBuilder.Require(range!.Value, rangeCondition);
        return new KeyCondition(hashCondition.Value, rangeCondition);
    }

    private static SortCondition ToSort(AttributeCondition condition) => condition.Operator switch
    {
        ComparisonOperator.EQ => Sort(condition, SortOperator.Equal),
        ComparisonOperator.LT => Sort(condition, SortOperator.Less),
        ComparisonOperator.LE => Sort(condition, SortOperator.LessOrEqual),
        ComparisonOperator.GT => Sort(condition, SortOperator.Greater),
        ComparisonOperator.GE => Sort(condition, SortOperator.GreaterOrEqual),
        ComparisonOperator.BEGINS_WITH => Sort(condition, SortOperator.BeginsWith),
        ComparisonOperator.BETWEEN => Sort(condition, SortOperator.Between),
        ComparisonOperator.NE or ComparisonOperator.IN or ComparisonOperator.NULL or ComparisonOperator.NOT_NULL
            or ComparisonOperator.CONTAINS or ComparisonOperator.NOT_CONTAINS => throw LegacyErrors.NotIndexable(),
        _ => throw new UnreachableException(),
    };

    private static SortCondition Sort(AttributeCondition condition, SortOperator op) =>
        new(op, condition.Values[0], op == SortOperator.Between ? condition.Values[1] : null);
}
