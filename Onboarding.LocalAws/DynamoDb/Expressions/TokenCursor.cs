using System.Text;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Walks the tokens of one expression and gathers its placeholders: each distinct <c>#name</c> and <c>:value</c>
/// gets a slot, which substitution fills per request.
/// </summary>
internal sealed class TokenCursor
{
    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html</summary>
    public const int OperatorsMax = 300;

    private const int SizeBytesMax = 4096;

    private readonly Token[] _tokens;
    private readonly List<string> _names = [];
    private readonly List<string> _values = [];
    private int _position;
    private int _depth;

    public TokenCursor(ExpressionKind kind, string text)
    {
        Kind = kind;
        Text = text;
        if (text.Length == 0)
        {
            throw ExpressionErrors.Empty(kind);
        }

        var sizeBytes = Encoding.UTF8.GetByteCount(text);
        if (sizeBytes > SizeBytesMax)
        {
            throw ExpressionErrors.TooLong(kind, sizeBytes);
        }

        _tokens = Lexer.Tokenize(text);
    }

    public ExpressionKind Kind { get; }

    public string Text { get; }

    /// <summary>Whether parentheses were doubled, as in <c>((a = b))</c>; an error once the syntax is right.</summary>
    public bool HasRedundantParentheses { get; set; }

    public TokenKind Current => _tokens[_position].Kind;

    public TokenKind Following => _tokens[Math.Min(_position + 1, _tokens.Length - 1)].Kind;

    public Placeholders Placeholders => new([.. _names], [.. _values]);

    public string Take()
    {
        var token = _tokens[_position++];
        return Text[token.Start..token.End];
    }

    public bool TryTake(TokenKind kind)
    {
        if (Current != kind)
        {
            return false;
        }

        _position++;
        return true;
    }

    public void Expect(TokenKind kind)
    {
        if (!TryTake(kind))
        {
            throw Unexpected();
        }
    }

    /// <summary>Ends the syntax pass.</summary>
    public void ExpectEnd()
    {
        Expect(TokenKind.End);
        if (HasRedundantParentheses)
        {
            throw ExpressionErrors.RedundantParentheses(Kind);
        }
    }

    /// <summary>
    /// Descends one level. AWS limits the operators, not the nesting; but 4 KB of text could hold 4,000 levels,
    /// which would cost too much stack.
    /// </summary>
    public void Enter()
    {
        if (++_depth > OperatorsMax)
        {
            throw ExpressionErrors.TooManyOperators(Kind, _depth);
        }
    }

    public void Leave() => _depth--;

    public int NameSlot(string placeholder) => Slot(_names, placeholder);

    public int ValueSlot(string placeholder) => Slot(_values, placeholder);

    /// <summary>
    /// The error at the current token. Near it AWS quotes the text from the token before it (or the very start)
    /// up to the end of the token after it.
    /// </summary>
    public AwsException Unexpected()
    {
        var token = _tokens[_position];
        var start = _position == 0 ? 0 : _tokens[_position - 1].Start;
        var end = _tokens[Math.Min(_position + 1, _tokens.Length - 1)].End;
        var spelling = token.Kind == TokenKind.End ? "<EOF>" : Text[token.Start..token.End];
        return ExpressionErrors.Syntax(Kind, spelling, Text[start..end]);
    }

    private static int Slot(List<string> placeholders, string placeholder)
    {
        var slot = placeholders.IndexOf(placeholder);
        if (slot < 0)
        {
            slot = placeholders.Count;
            placeholders.Add(placeholder);
        }

        return slot;
    }
}

/// <summary>The distinct placeholders of one expression, each at its slot.</summary>
internal sealed record Placeholders(string[] Names, string[] Values);
