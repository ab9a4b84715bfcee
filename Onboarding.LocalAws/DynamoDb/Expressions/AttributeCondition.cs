using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// A condition of the legacy kind: one attribute, one operator, its values. It becomes a node of the tree that a parsed
/// expression has, so that one evaluator serves both.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.Conditions.html
/// </summary>
internal sealed record AttributeCondition(string Name, ComparisonOperator Operator, AttributeValue[] Values)
{
    /// <summary>All conditions at once, or any of them.</summary>
    /// <returns>Null where there are none.</returns>
    public static Condition? Join(ExpressionKind kind, List<AttributeCondition> conditions, bool isAnd) =>
        conditions.Count == 0 ? null : new Condition(
            conditions.Count == 1
                ? conditions[0].ToNode()
                : new Junction(isAnd, [.. conditions.Select(c => c.ToNode())]),
            Substitution.WithoutPlaceholders(kind));

    /// <summary>This condition, whose values fit its operator.</summary>
    public AttributeCondition Checked()
    {
        if (!FitsCount())
        {
            throw LegacyErrors.ArgumentCount(Operator);
        }

        foreach (var value in Values)
        {
            if (!Takes(value.Type))
            {
                throw LegacyErrors.ArgumentType(Operator, value.Type);
            }

            if (value.Type != Values[0].Type)
            {
                throw LegacyErrors.ArgumentTypesDiffer();
            }
        }

        return Operator == ComparisonOperator.BETWEEN && Ordering.Compare(Values[0], Values[1]) > 0
            ? throw LegacyErrors.BoundsReversed()
            : this;
    }

    private ConditionNode ToNode() => Operator switch
    {
        ComparisonOperator.EQ => Compare(Comparator.Equal),

        // True where the attribute is absent, as <> is.
        ComparisonOperator.NE => Compare(Comparator.NotEqual),
        ComparisonOperator.LT => Compare(Comparator.Less),
        ComparisonOperator.LE => Compare(Comparator.LessOrEqual),
        ComparisonOperator.GT => Compare(Comparator.Greater),
        ComparisonOperator.GE => Compare(Comparator.GreaterOrEqual),
        ComparisonOperator.BETWEEN => new BetweenCondition(Path(), Operand(0), Operand(1)),
        ComparisonOperator.IN => new InCondition(Path(), [.. Values.Select(v => new LiteralOperand(v))]),
        ComparisonOperator.NOT_NULL => Call("attribute_exists"),
        ComparisonOperator.NULL => Call("attribute_not_exists"),
        ComparisonOperator.BEGINS_WITH => Call("begins_with", Operand(0)),
        ComparisonOperator.CONTAINS => Call("contains", Operand(0)),

        // False where the attribute is absent, unlike NE: recorded from AWS by the tests of Scylla's Alternator
        // (test_expected.py, test_update_expected_1_not_contains).
        ComparisonOperator.NOT_CONTAINS => new Junction(
            isAnd: true, [Call("attribute_exists"), new Negation(Call("contains", Operand(0)))]),
        _ => throw new UnreachableException(),
    };

    private Comparison Compare(Comparator comparator) => new(comparator, Path(), Operand(0));

    private FunctionCondition Call(string function, params Operand[] arguments) =>
        new(new FunctionCall(function, [Path(), .. arguments]));

    private PathOperand Path() => new(DocumentPath.OfAttribute(Name));

    private LiteralOperand Operand(int index) => new(Values[index]);

    private bool FitsCount() => Operator switch
    {
        ComparisonOperator.NULL or ComparisonOperator.NOT_NULL => Values.Length == 0,
        ComparisonOperator.BETWEEN => Values.Length == 2,
        ComparisonOperator.IN => Values.Length > 0,
        _ => Values.Length == 1,
    };

    private bool Takes(AttributeType type) => Operator switch
    {
        ComparisonOperator.EQ or ComparisonOperator.NE => true,
        ComparisonOperator.CONTAINS or ComparisonOperator.NOT_CONTAINS => type is
            AttributeType.S or AttributeType.N or AttributeType.B or AttributeType.BOOL or AttributeType.NULL,
        ComparisonOperator.BEGINS_WITH => type is AttributeType.S or AttributeType.B,
        _ => KeyOrder.IsOrdered(type),
    };
}
