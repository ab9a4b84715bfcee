using System.Diagnostics;
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
    /// <summary>Where an ascending scan can start: no smaller key matches. Null: at the first one.</summary>
    public AttributeValue? LowerBound => Operator is SortOperator.Less or SortOperator.LessOrEqual ? null : Value;

    /// <summary>Where a descending scan can start: no greater key matches. Null: at the last one.</summary>
    public AttributeValue? UpperBound => Operator switch
    {
        SortOperator.Equal or SortOperator.Less or SortOperator.LessOrEqual => Value,
        SortOperator.Between => Upper,
        SortOperator.BeginsWith => SuccessorOfPrefix(),
        SortOperator.Greater or SortOperator.GreaterOrEqual => null,
        _ => throw new UnreachableException(),
    };

    public bool Matches(AttributeValue sortKey)
    {
        if (Operator == SortOperator.BeginsWith)
        {
            return Functions.BeginsWith(sortKey, Value);
        }

        var order = KeyOrder.Instance.Compare(sortKey, Value);
        return Operator switch
        {
            SortOperator.Equal => order == 0,
            SortOperator.Less => order < 0,
            SortOperator.LessOrEqual => order <= 0,
            SortOperator.Greater => order > 0,
            SortOperator.GreaterOrEqual => order >= 0,
            SortOperator.Between => order >= 0 && KeyOrder.Instance.Compare(sortKey, Upper) <= 0,
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>True where neither this key nor any greater one matches: an ascending scan ends here.</summary>
    public bool IsPast(AttributeValue sortKey)
    {
        var order = KeyOrder.Instance.Compare(sortKey, Value);
        return Operator switch
        {
            SortOperator.Less => order >= 0,
            SortOperator.Equal or SortOperator.LessOrEqual => order > 0,
            SortOperator.Greater or SortOperator.GreaterOrEqual => false,
            SortOperator.Between => KeyOrder.Instance.Compare(sortKey, Upper) > 0,
            SortOperator.BeginsWith => order > 0 && !Functions.BeginsWith(sortKey, Value),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>True where neither this key nor any smaller one matches: a descending scan ends here.</summary>
    public bool IsBefore(AttributeValue sortKey)
    {
        var order = KeyOrder.Instance.Compare(sortKey, Value);
        return Operator switch
        {
            SortOperator.Less or SortOperator.LessOrEqual => false,
            SortOperator.Greater => order <= 0,
            _ => order < 0,
        };
    }

    /// <summary>
    /// The least byte string above all that begin with the prefix: its last byte below FF counted up. Of a string
    /// it need not be UTF-8; it only bounds a scan.
    /// </summary>
    private AttributeValue? SuccessorOfPrefix()
    {
        var prefix = Value is StringValue s ? s.Utf8 : ((BinaryValue)Value).Bytes;
        var last = prefix.LastIndexOfAnyExcept((byte)0xFF);
        if (last < 0)
        {
            return null;
        }

        var successor = prefix[..(last + 1)].ToArray();
        successor[last]++;
        return Value is StringValue ? new StringValue(successor) : new BinaryValue(successor);
    }
}
