using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Turns a bound condition into the restricted form of a key condition: equality on the hash key, AND at most one
/// range on the sort key.
/// </summary>
internal sealed class KeyConditionBuilder(Substitution substitution)
{
    private readonly List<(string Name, SortCondition Condition)> _conditions = [];

    public KeyCondition Build(ConditionNode root, KeyAttribute hash, KeyAttribute? range)
    {
        Collect(root);
        for (var i = 0; i < _conditions.Count; i++)
        {
            if (_conditions.FindIndex(c => c.Name == _conditions[i].Name) != i)
            {
                throw KeyConditionErrors.TwoConditionsOnOneKey();
            }
        }

        if (_conditions.Count > 2)
        {
            throw KeyConditionErrors.TooManyConditions();
        }

        var onHash = Take(hash) ?? throw KeyConditionErrors.Missed(hash.Name);
        if (onHash.Operator != SortOperator.Equal || (_conditions.Count > 0 && range is null))
        {
            throw KeyConditionErrors.NotSupported();
        }

        var onRange = range is { } sortKey ? Take(sortKey) : null;
        if (_conditions.Count > 0)
        {
            throw KeyConditionErrors.Missed(range!.Value.Name);
        }

        Require(hash, onHash);
        if (onRange is not null)
        {
            Require(range!.Value, onRange);
        }

        return new KeyCondition(onHash.Value, onRange);
    }

    public static void Require(KeyAttribute key, SortCondition condition)
    {
        if (condition.Value.Type != key.Type)
        {
            throw KeyConditionErrors.TypeMismatch();
        }

        if (condition.Value is StringValue { Utf8.Length: 0 } or BinaryValue { Bytes.Length: 0 })
        {
            throw KeyConditionErrors.EmptyValue(key.Name, key.Type == AttributeType.B);
        }
    }

    private SortCondition? Take(KeyAttribute key)
    {
        var index = _conditions.FindIndex(c => c.Name == key.Name);
        if (index < 0)
        {
            return null;
        }

        var condition = _conditions[index].Condition;
        _conditions.RemoveAt(index);
        return condition;
    }

    private void Collect(ConditionNode node)
    {
        switch (node)
        {
            case Junction { IsAnd: true, Parts: var parts }:
                foreach (var part in parts)
                {
                    Collect(part);
                }

                break;
            case Junction:
                throw KeyConditionErrors.Operator("OR");
            case Negation:
                throw KeyConditionErrors.Operator("NOT");
            case InCondition:
                throw KeyConditionErrors.Operator(InCondition.Name);
            case Comparison comparison:
                Add(comparison);
                break;
            case BetweenCondition between:
                Add(between);
                break;
            case FunctionCondition { Call: var call }:
                Add(call);
                break;
            default:
                throw new UnreachableException(node.GetType().Name);
        }
    }

    private void Add(Comparison comparison)
    {
        if (comparison.Comparator == Comparator.NotEqual)
        {
            throw KeyConditionErrors.Operator(comparison.Symbol);
        }

        var path = OnePath(comparison.Left, comparison.Right);
        var isFlipped = comparison.Left is not PathOperand;
        var value = isFlipped ? comparison.Left : comparison.Right;
        Add(path, new SortCondition(Operator(comparison.Comparator, isFlipped), Value(value)));
    }

    private void Add(BetweenCondition between)
    {
        var path = OnePath(between.Operand, between.Lower, between.Upper);
        if (between.Operand is not PathOperand)
        {
            throw KeyConditionErrors.AttributeNotFirst(BetweenCondition.Name);
        }

        Add(path, new SortCondition(SortOperator.Between, Value(between.Lower), Value(between.Upper)));
    }

    private void Add(FunctionCall call)
    {
        if (call.Function != Function.BeginsWith)
        {
            throw KeyConditionErrors.Operator(call.Name);
        }

        var path = OnePath(call.Operands);
        if (call.Operands[0] is not PathOperand)
        {
            throw KeyConditionErrors.AttributeNotFirst(call.Name);
        }

        Add(path, new SortCondition(SortOperator.BeginsWith, Value(call.Operands[1])));
    }

    private void Add(DocumentPath path, SortCondition condition)
    {
        var name = path.TopLevelName(substitution);
        if (path.Steps.Length > 1)
        {
            throw KeyConditionErrors.NotScalar(name);
        }

        _conditions.Add((name, condition));
    }

    private AttributeValue Value(Operand operand) => operand.Evaluate(Item.Empty, substitution)!;

    /// <summary>The only path among the operands; all others are values.</summary>
    private static DocumentPath OnePath(params ReadOnlySpan<Operand> operands)
    {
        DocumentPath? path = null;
        foreach (var operand in operands)
        {
            if (operand is FunctionCall)
            {
                throw KeyConditionErrors.Nested();
            }

            if (operand is PathOperand { Path: var found })
            {
                path = path is null ? found : throw KeyConditionErrors.TwoAttributes();
            }
        }

        return path ?? throw KeyConditionErrors.NoAttribute();
    }

    private static SortOperator Operator(Comparator comparator, bool isFlipped) => comparator switch
    {
        Comparator.Equal => SortOperator.Equal,
        Comparator.Less => isFlipped ? SortOperator.Greater : SortOperator.Less,
        Comparator.LessOrEqual => isFlipped ? SortOperator.GreaterOrEqual : SortOperator.LessOrEqual,
        Comparator.Greater => isFlipped ? SortOperator.Less : SortOperator.Greater,
        Comparator.GreaterOrEqual => isFlipped ? SortOperator.LessOrEqual : SortOperator.GreaterOrEqual,
        _ => throw new UnreachableException(comparator.ToString()),
    };
}
