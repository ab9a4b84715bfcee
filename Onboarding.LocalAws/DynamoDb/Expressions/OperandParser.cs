using System.Globalization;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// The part of the grammar that all expressions share.
/// <code>
/// path    = name { "." name | "[" integer "]" }
/// name    = identifier | "#" placeholder
/// operand = path | ":" placeholder | function "(" operand { "," operand } ")" | "(" operand ")"
/// </code>
/// </summary>
internal static class OperandParser
{
    public static DocumentPath ParsePath(TokenCursor cursor)
    {
        if (cursor.Current is not (TokenKind.Identifier or TokenKind.NamePlaceholder))
        {
            throw cursor.Unexpected();
        }

        var steps = new List<PathStep> { ParseName(cursor) };
        while (true)
        {
            if (cursor.TryTake(TokenKind.Dot))
            {
                steps.Add(ParseName(cursor));
            }
            else if (cursor.TryTake(TokenKind.OpenBracket))
            {
                steps.Add(ParseIndex(cursor));
                cursor.Expect(TokenKind.CloseBracket);
            }
            else
            {
                return steps.Count <= AttributeValue.DepthMax
                    ? new DocumentPath([.. steps])
                    : throw ExpressionErrors.PathTooDeep(cursor.Kind, steps.Count);
            }
        }
    }

    public static Operand ParseOperand(TokenCursor cursor)
    {
        switch (cursor.Current)
        {
            case TokenKind.OpenParenthesis:
                return ParseParenthesis(cursor);
            case TokenKind.ValuePlaceholder:
                return new ValueOperand(cursor.ValueSlot(cursor.Take()));
            case TokenKind.Identifier when cursor.Following == TokenKind.OpenParenthesis:
                return ParseCall(cursor);
            default:
                return new PathOperand(ParsePath(cursor));
        }
    }

    /// <summary>Operands separated by commas, up to the closing parenthesis.</summary>
    public static Operand[] ParseList(TokenCursor cursor)
    {
        cursor.Expect(TokenKind.OpenParenthesis);
        var operands = new List<Operand>();
        do
        {
            operands.Add(ParseOperand(cursor));
        }
        while (cursor.TryTake(TokenKind.Comma));

        cursor.Expect(TokenKind.CloseParenthesis);
        return [.. operands];
    }

    private static FunctionCall ParseCall(TokenCursor cursor)
    {
        cursor.Enter();
        var call = new FunctionCall(cursor.Take(), ParseList(cursor));
        cursor.Leave();
        return call;
    }

    private static Operand ParseParenthesis(TokenCursor cursor)
    {
        cursor.Enter();
        cursor.Expect(TokenKind.OpenParenthesis);
        cursor.HasRedundantParentheses |= cursor.Current == TokenKind.OpenParenthesis;
        var inner = ParseOperand(cursor);
        cursor.Expect(TokenKind.CloseParenthesis);
        cursor.Leave();
        return inner;
    }

    private static PathStep ParseName(TokenCursor cursor) => cursor.Current switch
    {
        TokenKind.Identifier => new PathStep(cursor.Take(), Slot: -1, Index: -1),
        TokenKind.NamePlaceholder => new PathStep(Name: null, cursor.NameSlot(cursor.Take()), Index: -1),
        _ => throw cursor.Unexpected(),
    };

    private static PathStep ParseIndex(TokenCursor cursor)
    {
        if (cursor.Current != TokenKind.Integer)
        {
            throw cursor.Unexpected();
        }

        var digits = cursor.Take();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new PathStep(Name: null, Slot: -1, index)
            : throw ExpressionErrors.IndexOutOfRange(cursor.Kind, digits);
    }
}
