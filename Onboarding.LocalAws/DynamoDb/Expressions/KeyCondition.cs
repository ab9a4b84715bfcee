using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>What a Query reads: one hash key and, where given, a contiguous range of sort keys.</summary>
internal sealed record KeyCondition(AttributeValue HashValue, SortCondition? Sort);

internal enum SortOperator
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
    BeginsWith,
}

/// <summary>A condition on the sort key.</summary>
/// <param name="Operator">How the sort key compares.</param>
/// <param name="Value">The operand; of Between the lower bound.</param>
/// <param name="Upper">The upper bound of Between, else null.</param>
internal sealed record SortCondition(SortOperator Operator, AttributeValue Value, AttributeValue? Upper = null)
{
    /// <summary>Where a scan of ascending sort keys can start: no smaller key matches. Null: at the first one.</summary>
    public AttributeValue? LowerBound => throw new NotImplementedException();

    public bool Matches(AttributeValue sortKey) => throw new NotImplementedException();

    /// <summary>True where neither this key nor any greater one matches: an ascending scan ends here.</summary>
    public bool IsPast(AttributeValue sortKey) => throw new NotImplementedException();
}
