using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A node of a parsed condition: the same three passes as <see cref="Operand"/>.</summary>
internal abstract class ConditionNode
{
    /// <summary>How many operators and functions the node and everything below it hold.</summary>
    public abstract int OperatorCount { get; }

    public abstract void Check(ExpressionKind kind);

    public abstract void Bind(Substitution substitution);

    public abstract bool Evaluate(Item item, Substitution substitution);

    /// <summary>Calls back for every path, those inside function calls included.</summary>
    public abstract void VisitPaths(Action<DocumentPath> visit);

    protected static void VisitPaths(Operand operand, Action<DocumentPath> visit)
    {
        if (operand is PathOperand { Path: var path })
        {
            visit(path);
        }
        else if (operand is FunctionCall call)
        {
            foreach (var inner in call.Operands)
            {
                VisitPaths(inner, visit);
            }
        }
    }

    protected static int CountOf(Operand operand)
    {
        var count = 0;
        if (operand is FunctionCall call)
        {
            count = 1;
            foreach (var inner in call.Operands)
            {
                count += CountOf(inner);
            }
        }

        return count;
    }
}

/// <summary>AND or OR of two or more conditions; a chain is one node, so that its length costs no stack.</summary>
internal sealed class Junction(bool isAnd, ConditionNode[] parts) : ConditionNode
{
    public bool IsAnd => isAnd;

    public ConditionNode[] Parts => parts;

    public override int OperatorCount
    {
        get
        {
            var count = parts.Length - 1;
            foreach (var part in parts)
            {
                count += part.OperatorCount;
            }

            return count;
        }
    }

    public override void Check(ExpressionKind kind)
    {
        foreach (var part in parts)
        {
            part.Check(kind);
        }
    }

    public override void Bind(Substitution substitution)
    {
        foreach (var part in parts)
        {
            part.Bind(substitution);
        }
    }

    public override bool Evaluate(Item item, Substitution substitution)
    {
        foreach (var part in parts)
        {
            if (part.Evaluate(item, substitution) != isAnd)
            {
                return !isAnd;
            }
        }

        return isAnd;
    }

    public override void VisitPaths(Action<DocumentPath> visit)
    {
        foreach (var part in parts)
        {
            part.VisitPaths(visit);
        }
    }
}

internal sealed class Negation(ConditionNode inner) : ConditionNode
{
    public override int OperatorCount => 1 + inner.OperatorCount;

    public override void Check(ExpressionKind kind) => inner.Check(kind);

    public override void Bind(Substitution substitution) => inner.Bind(substitution);

    public override bool Evaluate(Item item, Substitution substitution) => !inner.Evaluate(item, substitution);

    public override void VisitPaths(Action<DocumentPath> visit) => inner.VisitPaths(visit);
}
