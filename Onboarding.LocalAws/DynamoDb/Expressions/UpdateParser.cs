namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Update expressions.
/// <code>
/// update = section { section }                       each section at most once
/// section = SET path "=" value { "," … } | REMOVE path { "," … }
///         | ADD path ":" placeholder { "," … } | DELETE path ":" placeholder { "," … }
/// value  = operand [ ( "+" | "-" ) operand ] | "(" value ")"
/// </code>
/// There is one arithmetic operator per value at most: <c>a + b + c</c> is an error at the second plus.
/// </summary>
internal sealed class UpdateParser(TokenCursor cursor)
{
    private readonly List<UpdateClause> _clauses = [];

    public static UpdateSyntax Parse(TokenCursor cursor)
    {
        var parser = new UpdateParser(cursor);
        UpdateAction? twice = null;
        var seen = new HashSet<UpdateAction>();
        do
        {
            var action = parser.ParseSection();
            twice ??= seen.Add(action) ? null : action;
        }
        while (cursor.Current != TokenKind.End);

        cursor.ExpectEnd();
        if (twice is { } repeated)
        {
            throw ExpressionErrors.SectionTwice(repeated.ToString());
        }

        var syntax = new UpdateSyntax([.. parser._clauses]);
        syntax.Check(cursor.Kind);
        return syntax;
    }

    private UpdateAction ParseSection()
    {
        var action = cursor.Current switch
        {
            TokenKind.Set => UpdateAction.SET,
            TokenKind.Remove => UpdateAction.REMOVE,
            TokenKind.Add => UpdateAction.ADD,
            TokenKind.Delete => UpdateAction.DELETE,
            _ => throw cursor.Unexpected(),
        };
        cursor.Take();
        do
        {
            var path = OperandParser.ParsePath(cursor);
            _clauses.Add(new UpdateClause(action, path, ParseOperand(action)));
        }
        while (cursor.TryTake(TokenKind.Comma));

        return action;
    }

    private Operand? ParseOperand(UpdateAction action)
    {
        switch (action)
        {
            case UpdateAction.REMOVE:
                return null;
            case UpdateAction.SET:
                cursor.Expect(TokenKind.EqualSign);
                return ParseValue().Operand;
            default:
                return cursor.Current == TokenKind.ValuePlaceholder
                    ? OperandParser.ParseOperand(cursor)
                    : throw cursor.Unexpected();
        }
    }

    private (Operand Operand, bool IsParenthesised) ParseValue()
    {
        var isParenthesised = cursor.Current == TokenKind.OpenParenthesis;
        var left = isParenthesised ? ParseParenthesis() : OperandParser.ParseOperand(cursor);
        if (left is Arithmetic || cursor.Current is not (TokenKind.Plus or TokenKind.Minus))
        {
            return (left, isParenthesised);
        }

        var isMinus = cursor.Current == TokenKind.Minus;
        cursor.Take();
        return (new Arithmetic(left, isMinus, OperandParser.ParseOperand(cursor)), false);
    }

    private Operand ParseParenthesis()
    {
        cursor.Enter();
        cursor.Expect(TokenKind.OpenParenthesis);
        var (inner, isDoubled) = ParseValue();
        cursor.HasRedundantParentheses |= isDoubled;
        cursor.Expect(TokenKind.CloseParenthesis);
        cursor.Leave();
        return inner;
    }
}
