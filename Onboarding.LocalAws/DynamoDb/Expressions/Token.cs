namespace Onboarding.LocalAws.DynamoDb.Expressions;

internal enum TokenKind : byte
{
    End,
    Identifier,
    NamePlaceholder,
    ValuePlaceholder,
    Integer,
    EqualSign,
    NotEqualSign,
    LessSign,
    LessOrEqualSign,
    GreaterSign,
    GreaterOrEqualSign,
    Plus,
    Minus,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Dot,
    Comma,
    And,
    Or,
    Not,
    Between,
    In,
    Set,
    Remove,
    Add,
    Delete,

    /// <summary>A character that starts no token: the parser reports it where it meets it.</summary>
    Invalid,
}

/// <summary>A stretch of the expression's text: <c>[Start, End)</c> in UTF-16 units.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End);
