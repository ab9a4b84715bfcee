using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.StepFunctions.Language.Choices;

/// <summary>
/// What a choice rule asks (https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html). Values of another
/// type than the operator's do not hold; a path that leads nowhere fails the execution, but for IsPresent.
/// </summary>
internal abstract record ChoiceCondition
{
    public abstract bool Holds(in Evaluation evaluation);

    /// <exception cref="StatesException">States.Runtime: it leads nowhere.</exception>
    protected static JsonElement ValueAt(ValuePath path, in Evaluation evaluation) =>
        path.TryEvaluate(evaluation, out var value)
            ? value
            : throw new StatesException(
                StatesErrors.Runtime,
                $"Invalid path '{path}': The choice state's condition path references an invalid value.");
}

internal sealed record AndCondition(IReadOnlyList<ChoiceCondition> All) : ChoiceCondition
{
    public override bool Holds(in Evaluation evaluation)
    {
        foreach (var condition in All)
        {
            if (!condition.Holds(evaluation))
            {
                return false;
            }
        }

        return true;
    }
}

internal sealed record OrCondition(IReadOnlyList<ChoiceCondition> Any) : ChoiceCondition
{
    public override bool Holds(in Evaluation evaluation)
    {
        foreach (var condition in Any)
        {
            if (condition.Holds(evaluation))
            {
                return true;
            }
        }

        return false;
    }
}

internal sealed record NotCondition(ChoiceCondition Inner) : ChoiceCondition
{
    public override bool Holds(in Evaluation evaluation) => !Inner.Holds(evaluation);
}

/// <summary>
/// <c>"NumericLessThan": 20</c>, or with another path's value: <c>"NumericLessThanPath": "$.max"</c>.
/// </summary>
internal sealed record ComparisonCondition(
    ValuePath Variable, ComparedType Type, ComparisonOperator Operator, ValuePath? Path, JsonElement Value)
    : ChoiceCondition
{
    public override bool Holds(in Evaluation evaluation)
    {
        var left = ValueAt(Variable, evaluation);
        var right = Path is null ? Value : ValueAt(Path, evaluation);
        return Comparisons.Order(Type, left, right) is { } order && Operator switch
        {
            ComparisonOperator.Equals => order == 0,
            ComparisonOperator.LessThan => order < 0,
            ComparisonOperator.GreaterThan => order > 0,
            ComparisonOperator.LessThanEquals => order <= 0,
            _ => order >= 0,
        };
    }
}

internal sealed record MatchCondition(ValuePath Variable, StringPattern Pattern) : ChoiceCondition
{
    public override bool Holds(in Evaluation evaluation) =>
        ValueAt(Variable, evaluation) is { ValueKind: JsonValueKind.String } value
        && Pattern.Matches(value.GetString()!);
}

/// <summary><c>"IsString": true</c>, or false.</summary>
internal sealed record TypeCondition(ValuePath Variable, TypeTest Test, bool Expected) : ChoiceCondition
{
    public override bool Holds(in Evaluation evaluation)
    {
        if (Test == TypeTest.Present)
        {
            return Variable.TryEvaluate(evaluation, out _) == Expected;
        }

        return Is(ValueAt(Variable, evaluation)) == Expected;
    }

    private bool Is(JsonElement value) => Test switch
    {
        TypeTest.Null => value.ValueKind == JsonValueKind.Null,
        TypeTest.Numeric => value.ValueKind == JsonValueKind.Number,
        TypeTest.Text => value.ValueKind == JsonValueKind.String,
        TypeTest.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.String && Timestamp.TryParse(value.GetString()!, out _),
    };
}

internal enum TypeTest
{
    Null,
    Present,
    Numeric,
    Text,
    Boolean,
    Time,
}

internal enum ComparedType
{
    String,
    Numeric,
    Boolean,
    Timestamp,
}

internal enum ComparisonOperator
{
    Equals,
    LessThan,
    GreaterThan,
    LessThanEquals,
    GreaterThanEquals,
}
