using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>
/// What a filter asks of a value: the symbolic operators, without regular expressions, as AWS has it.
/// </summary>
internal abstract record FilterExpression
{
    public abstract bool Holds(JsonElement current);
}

internal sealed record FilterAnd(FilterExpression Left, FilterExpression Right) : FilterExpression
{
    public override bool Holds(JsonElement current) => Left.Holds(current) && Right.Holds(current);
}

internal sealed record FilterOr(FilterExpression Left, FilterExpression Right) : FilterExpression
{
    public override bool Holds(JsonElement current) => Left.Holds(current) || Right.Holds(current);
}

internal sealed record FilterNot(FilterExpression Inner) : FilterExpression
{
    public override bool Holds(JsonElement current) => !Inner.Holds(current);
}

/// <summary><c>?(@.isbn)</c></summary>
internal sealed record FilterExists(JsonPath Path) : FilterExpression
{
    public override bool Holds(JsonElement current) => Path.TryEvaluate(current, out _);
}

/// <summary>Of two numbers or two texts; a value that is not there equals nothing.</summary>
internal sealed record FilterComparison(FilterOperand Left, FilterOperator Operator, FilterOperand Right)
    : FilterExpression
{
    public override bool Holds(JsonElement current)
    {
        if (!Left.TryGet(current, out var left) || !Right.TryGet(current, out var right))
        {
            return Operator == FilterOperator.NotEqual;
        }

        return Operator switch
        {
            FilterOperator.Equal => JsonElement.DeepEquals(left, right),
            FilterOperator.NotEqual => !JsonElement.DeepEquals(left, right),
            _ => Order(left, right) is { } order && Holds(order),
        };
    }

    private bool Holds(int order) => Operator switch
    {
        FilterOperator.Below => order < 0,
        FilterOperator.AtMost => order <= 0,
        FilterOperator.Above => order > 0,
        _ => order >= 0,
    };

    private static int? Order(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetDouble().CompareTo(right.GetDouble()),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left.GetString(), right.GetString()),
        _ => null,
    };
}

internal enum FilterOperator
{
    Equal,
    NotEqual,
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// <summary>A path from <c>@</c>, or a literal.</summary>
internal sealed record FilterOperand(JsonPath? Path, JsonElement Literal)
{
    public bool TryGet(JsonElement current, out JsonElement value)
    {
        value = Literal;
        return Path is null || Path.TryEvaluate(current, out value);
    }
}
