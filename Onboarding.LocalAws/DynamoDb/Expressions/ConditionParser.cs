namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Condition, filter and key condition expressions.
/// <code>
/// condition = conjunction { OR conjunction }
/// conjunction = negation { AND negation }
/// negation  = NOT negation | term
/// term      = "(" condition ")" | function
///           | operand ( comparator operand | BETWEEN operand AND operand | IN "(" operand { "," operand } ")" )
/// </code>
/// The awkward edge: a parenthesis opens a condition as well as an operand, as in <c>(a) = :v</c>. So a parenthesis
/// may hold a bare operand, which then must be followed by a comparator.
/// </summary>
internal sealed class ConditionParser(TokenCursor cursor)
{
    public static ConditionNode Parse(TokenCursor cursor)
    {
        var root = new ConditionParser(cursor).ParseDisjunction(operandAllowed: false).Condition!;
        cursor.ExpectEnd();
        if (root.OperatorCount > TokenCursor.OperatorsMax)
        {
            // AWS stops counting at the first one too many.
            throw ExpressionErrors.TooManyOperators(cursor.Kind, TokenCursor.OperatorsMax + 1);
        }

        root.Check(cursor.Kind);
        return root;
    }

    private Parsed ParseDisjunction(bool operandAllowed)
    {
        var first = ParseConjunction(operandAllowed);
        if (cursor.Current != TokenKind.Or)
        {
            return first;
        }

        var parts = new List<ConditionNode> { first.Condition! };
        while (cursor.TryTake(TokenKind.Or))
        {
            parts.Add(ParseConjunction(operandAllowed: false).Condition!);
        }

        return new Parsed(new Junction(isAnd: false, [.. parts]));
    }

    private Parsed ParseConjunction(bool operandAllowed)
    {
        var first = ParseNegation(operandAllowed);
        if (cursor.Current != TokenKind.And)
        {
            return first;
        }

        var parts = new List<ConditionNode> { first.Condition! };
        while (cursor.TryTake(TokenKind.And))
        {
            parts.Add(ParseNegation(operandAllowed: false).Condition!);
        }

        return new Parsed(new Junction(isAnd: true, [.. parts]));
    }

    private Parsed ParseNegation(bool operandAllowed)
    {
        if (!cursor.TryTake(TokenKind.Not))
        {
            return ParseTerm(operandAllowed);
        }

        cursor.Enter();
        var inner = ParseNegation(operandAllowed: false).Condition!;
        cursor.Leave();
        return new Parsed(new Negation(inner));
    }

    private Parsed ParseTerm(bool operandAllowed)
    {
        var parsed = cursor.Current == TokenKind.OpenParenthesis
            ? ParseParenthesis()
            : new Parsed(OperandParser.ParseOperand(cursor));
        if (parsed.Operand is not { } operand)
        {
            return parsed;
        }

        if (TryParseComparison(operand) is { } comparison)
        {
            return new Parsed(comparison);
        }

        if (operandAllowed && cursor.Current == TokenKind.CloseParenthesis)
        {
            return parsed;
        }

        return operand is FunctionCall call ? new Parsed(new FunctionCondition(call)) : throw cursor.Unexpected();
    }

    private Parsed ParseParenthesis()
    {
        cursor.Enter();
        cursor.Expect(TokenKind.OpenParenthesis);
        var opensAnother = cursor.Current == TokenKind.OpenParenthesis;
        var inner = ParseDisjunction(operandAllowed: true);

        // Doubled means: what the inner pair encloses is all that the outer one does, so nothing wrapped it.
        cursor.HasRedundantParentheses |= opensAnother && inner.IsParenthesised;
        cursor.Expect(TokenKind.CloseParenthesis);
        cursor.Leave();
        return inner with { IsParenthesised = true };
    }

    private ConditionNode? TryParseComparison(Operand operand)
    {
        switch (cursor.Current)
        {
            case TokenKind.Between:
                cursor.Take();
                var lower = OperandParser.ParseOperand(cursor);
                cursor.Expect(TokenKind.And);
                return new BetweenCondition(operand, lower, OperandParser.ParseOperand(cursor));
            case TokenKind.In:
                cursor.Take();
                return new InCondition(operand, OperandParser.ParseList(cursor));
            default:
                if (ToComparator(cursor.Current) is not { } comparator)
                {
                    return null;
                }

                cursor.Take();
                return new Comparison(comparator, operand, OperandParser.ParseOperand(cursor));
        }
    }

    private static Comparator? ToComparator(TokenKind kind) => kind switch
    {
        TokenKind.EqualSign => Comparator.Equal,
        TokenKind.NotEqualSign => Comparator.NotEqual,
        TokenKind.LessSign => Comparator.Less,
        TokenKind.LessOrEqualSign => Comparator.LessOrEqual,
        TokenKind.GreaterSign => Comparator.Greater,
        TokenKind.GreaterOrEqualSign => Comparator.GreaterOrEqual,
        _ => null,
    };

    /// <summary>A condition, or an operand that stands alone in parentheses.</summary>
    private readonly record struct Parsed(ConditionNode? Condition, Operand? Operand, bool IsParenthesised)
    {
        public Parsed(ConditionNode condition)
            : this(condition, null, IsParenthesised: false)
        {
        }

        public Parsed(Operand operand)
            : this(null, operand, IsParenthesised: false)
        {
        }
    }
}
