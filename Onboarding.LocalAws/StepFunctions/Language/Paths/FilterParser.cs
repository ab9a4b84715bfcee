using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>Text → filter: or, and, not, parentheses, comparisons, existence.</summary>
internal static class FilterParser
{
    /// <summary>Against a definition that would exhaust the stack.</summary>
    private const int DepthMax = 50;

    private static readonly (string Text, FilterOperator Operator)[] Operators =
    [
        ("==", FilterOperator.Equal),
        ("!=", FilterOperator.NotEqual),
        ("<=", FilterOperator.AtMost),
        (">=", FilterOperator.AtLeast),
        ("<", FilterOperator.Below),
        (">", FilterOperator.Above),
    ];

    public static FilterExpression Parse(PathReader reader) => Or(reader, 0);

    private static FilterExpression Or(PathReader reader, int depth)
    {
        var left = And(reader, depth);
        while (reader.TryTake("||"))
        {
            left = new FilterOr(left, And(reader, depth));
        }

        return left;
    }

    private static FilterExpression And(PathReader reader, int depth)
    {
        var left = Unary(reader, depth);
        while (reader.TryTake("&&"))
        {
            left = new FilterAnd(left, Unary(reader, depth));
        }

        return left;
    }

    private static FilterExpression Unary(PathReader reader, int depth)
    {
        if (depth > DepthMax)
        {
            throw reader.Fault("A filter of less depth expected");
        }

        reader.SkipSpaces();
        FilterExpression expression;
        if (reader.TryTake('!'))
        {
            expression = new FilterNot(Unary(reader, depth + 1));
        }
        else if (reader.TryTake('('))
        {
            expression = Or(reader, depth + 1);
            reader.Take(')');
        }
        else
        {
            expression = Comparison(reader);
        }

        reader.SkipSpaces();
        return expression;
    }

    private static FilterExpression Comparison(PathReader reader)
    {
        var left = Operand(reader);
        reader.SkipSpaces();
        foreach (var (text, comparison) in Operators)
        {
            if (reader.TryTake(text))
            {
                reader.SkipSpaces();
                return new FilterComparison(left, comparison, Operand(reader));
            }
        }

        return left.Path is { } path ? new FilterExists(path) : throw reader.Fault("A comparison expected");
    }

    private static FilterOperand Operand(PathReader reader)
    {
        if (reader.TryTake('@'))
        {
            return new FilterOperand(PathParser.Parse(reader), default);
        }

        return new FilterOperand(null, Literal(reader));
    }

    private static JsonElement Literal(PathReader reader)
    {
        if (reader.Current is '\'' or '"')
        {
            return JsonValue.Of(reader.TakeQuoted());
        }

        var word = reader.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.');
        try
        {
            return JsonValue.Parse(Encoding.UTF8.GetBytes(word));
        }
        catch (JsonException)
        {
            throw reader.Fault("A text, a number, true, false, null or @ expected");
        }
    }
}
