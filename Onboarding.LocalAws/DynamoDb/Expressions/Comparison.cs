using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

internal enum Comparator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// Two operands and a comparator. An absent operand makes every comparison false but &lt;&gt;; values of different
/// types are unequal and have no order.
/// </summary>
internal sealed class Comparison(Comparator comparator, Operand left, Operand right) : ConditionNode
{
    public Comparator Comparator => comparator;

    public Operand Left => left;

    public Operand Right => right;

    public string Symbol => comparator switch
    {
        Comparator.Equal => "=",
        Comparator.NotEqual => "<>",
        Comparator.Less => "<",
        Comparator.LessOrEqual => "<=",
        Comparator.Greater => ">",
        Comparator.GreaterOrEqual => ">=",
        _ => throw new UnreachableException(),
    };

    public override int OperatorCount => 1 + CountOf(left) + CountOf(right);

    private bool IsOrdering => comparator is not (Comparator.Equal or Comparator.NotEqual);

    public override void Check(ExpressionKind kind)
    {
        left.Check(kind);
        right.Check(kind);
    }

    public override void Bind(Substitution substitution)
    {
        var leftType = left.Bind(substitution);
        var rightType = right.Bind(substitution);
        Distinctness.Require(Symbol, left, new ReadOnlySpan<Operand>(in right), substitution);
        if (IsOrdering)
        {
            Ordering.RequireOrdered(Symbol, leftType, substitution);
            Ordering.RequireOrdered(Symbol, rightType, substitution);
        }
    }

    public override bool Evaluate(Item item, Substitution substitution)
    {
        var x = left.Evaluate(item, substitution);
        var y = right.Evaluate(item, substitution);
        if (!IsOrdering)
        {
            var isEqual = x is not null && x.Equals(y);
            return isEqual == (comparator == Comparator.Equal);
        }

        return Ordering.Compare(x, y) is { } order && comparator switch
        {
            Comparator.Less => order < 0,
            Comparator.LessOrEqual => order <= 0,
            Comparator.Greater => order > 0,
            Comparator.GreaterOrEqual => order >= 0,
            _ => throw new UnreachableException(),
        };
    }

    public override void VisitPaths(Action<DocumentPath> visit)
    {
        VisitPaths(left, visit);
        VisitPaths(right, visit);
    }
}
