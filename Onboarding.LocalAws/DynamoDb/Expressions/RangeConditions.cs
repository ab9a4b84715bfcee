using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary><c>operand BETWEEN lower AND upper</c>, both bounds included.</summary>
internal sealed class BetweenCondition(Operand operand, Operand lower, Operand upper) : ConditionNode
{
    public const string Name = "BETWEEN";

    private readonly Operand[] _bounds = [lower, upper];

    public Operand Operand => operand;

    public Operand Lower => lower;

    public Operand Upper => upper;

    public override int OperatorCount => 1 + CountOf(operand) + CountOf(lower) + CountOf(upper);

    public override void Check(ExpressionKind kind)
    {
        operand.Check(kind);
        lower.Check(kind);
        upper.Check(kind);
    }

    public override void Bind(Substitution substitution)
    {
        var type = operand.Bind(substitution);
        var lowerType = lower.Bind(substitution);
        var upperType = upper.Bind(substitution);
        Distinctness.Require(Name, operand, _bounds, substitution);
        Ordering.RequireOrdered(Name, type, substitution);
        Ordering.RequireOrdered(Name, lowerType, substitution);
        Ordering.RequireOrdered(Name, upperType, substitution);
        if (lower is ValueOperand && upper is ValueOperand)
        {
            RequireBounds(substitution);
        }
    }

    public override bool Evaluate(Item item, Substitution substitution)
    {
        var value = operand.Evaluate(item, substitution);
        return Ordering.Compare(value, lower.Evaluate(item, substitution)) >= 0 &&
            Ordering.Compare(value, upper.Evaluate(item, substitution)) <= 0;
    }

    public override void VisitPaths(Action<DocumentPath> visit)
    {
        VisitPaths(operand, visit);
        VisitPaths(lower, visit);
        VisitPaths(upper, visit);
    }

    private void RequireBounds(Substitution substitution)
    {
        var least = lower.Evaluate(Item.Empty, substitution)!;
        var most = upper.Evaluate(Item.Empty, substitution)!;
        switch (Ordering.Compare(least, most))
        {
            case null:
                throw ExpressionErrors.BetweenTypes(substitution.Kind, least, most);
            case > 0:
                throw ExpressionErrors.BetweenOrder(substitution.Kind, least, most);
            default:
                break;
        }
    }
}

/// <summary><c>operand IN (a, b, …)</c>: equal to at least one of up to 100 operands.</summary>
internal sealed class InCondition(Operand operand, Operand[] candidates) : ConditionNode
{
    public const string Name = "IN";

    private const int CandidatesMax = 100;

    public override int OperatorCount
    {
        get
        {
            var count = 1 + CountOf(operand);
            foreach (var candidate in candidates)
            {
                count += CountOf(candidate);
            }

            return count;
        }
    }

    public override void Check(ExpressionKind kind)
    {
        operand.Check(kind);
        foreach (var candidate in candidates)
        {
            candidate.Check(kind);
        }
    }

    public override void Bind(Substitution substitution)
    {
        operand.Bind(substitution);
        foreach (var candidate in candidates)
        {
            candidate.Bind(substitution);
        }

        if (candidates.Length > CandidatesMax)
        {
            throw ExpressionErrors.TooManyInOperands(substitution.Kind, candidates.Length);
        }

        Distinctness.Require(Name, operand, candidates, substitution);
    }

    public override bool Evaluate(Item item, Substitution substitution)
    {
        var value = operand.Evaluate(item, substitution);
        if (value is null)
        {
            return false;
        }

        foreach (var candidate in candidates)
        {
            if (value.Equals(candidate.Evaluate(item, substitution)))
            {
                return true;
            }
        }

        return false;
    }

    public override void VisitPaths(Action<DocumentPath> visit)
    {
        VisitPaths(operand, visit);
        foreach (var candidate in candidates)
        {
            VisitPaths(candidate, visit);
        }
    }
}
