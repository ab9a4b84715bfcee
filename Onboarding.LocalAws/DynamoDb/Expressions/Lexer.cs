using System.Text;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Splits an expression into tokens: <c>SET #a.b[3] = if_not_exists(c, :v) + :w</c>. Keywords have any case and are
/// no names anywhere, not even after a dot. Integers have no leading zeros: <c>[01]</c> is the two tokens 0 and 1.
/// An identifier starts with a letter, so <c>_id</c> is an error at the underscore, as AWS reports it.
/// </summary>
internal static class Lexer
{
    public static Token[] Tokenize(string text)
    {
        var tokens = new List<Token>();
        for (var position = 0; ;)
        {
            while (position < text.Length && text[position] is ' ' or '\t' or '\n' or '\r')
            {
                position++;
            }

            if (position == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, position, position));
                return [.. tokens];
            }

            var token = Next(text, position);
            tokens.Add(token);
            position = token.End;
        }
    }

    private static Token Next(string text, int start)
    {
        var c = text[start];
        if (char.IsAsciiLetter(c))
        {
            var end = EndOfWord(text, start + 1);
            return new Token(KeywordOrIdentifier(text.AsSpan(start, end - start)), start, end);
        }

        if (char.IsAsciiDigit(c))
        {
            return new Token(TokenKind.Integer, start, c == '0' ? start + 1 : EndOfDigits(text, start + 1));
        }

        if (c is '#' or ':')
        {
            var end = EndOfWord(text, start + 1);
            var kind = c == '#' ? TokenKind.NamePlaceholder : TokenKind.ValuePlaceholder;
            return end == start + 1 ? new Token(TokenKind.Invalid, start, end) : new Token(kind, start, end);
        }

        var (symbol, length) = Symbol(c, start + 1 < text.Length ? text[start + 1] : '\0');
        if (symbol == TokenKind.Invalid && Rune.TryGetRuneAt(text, start, out var rune))
        {
            length = rune.Utf16SequenceLength;
        }

        return new Token(symbol, start, start + length);
    }

    private static (TokenKind Kind, int Length) Symbol(char c, char next) => (c, next) switch
    {
        ('<', '>') => (TokenKind.NotEqualSign, 2),
        ('<', '=') => (TokenKind.LessOrEqualSign, 2),
        ('>', '=') => (TokenKind.GreaterOrEqualSign, 2),
        ('<', _) => (TokenKind.LessSign, 1),
        ('>', _) => (TokenKind.GreaterSign, 1),
        ('=', _) => (TokenKind.EqualSign, 1),
        ('+', _) => (TokenKind.Plus, 1),
        ('-', _) => (TokenKind.Minus, 1),
        ('(', _) => (TokenKind.OpenParenthesis, 1),
        (')', _) => (TokenKind.CloseParenthesis, 1),
        ('[', _) => (TokenKind.OpenBracket, 1),
        (']', _) => (TokenKind.CloseBracket, 1),
        ('.', _) => (TokenKind.Dot, 1),
        (',', _) => (TokenKind.Comma, 1),
        _ => (TokenKind.Invalid, 1),
    };

    private static TokenKind KeywordOrIdentifier(ReadOnlySpan<char> word)
    {
        Span<char> upper = stackalloc char[8];
        if (word.Length >= upper.Length)
        {
            return TokenKind.Identifier;
        }

        return upper[..word.ToUpperInvariant(upper)] switch
        {
            "AND" => TokenKind.And,
            "OR" => TokenKind.Or,
            "NOT" => TokenKind.Not,
            "BETWEEN" => TokenKind.Between,
            "IN" => TokenKind.In,
            "SET" => TokenKind.Set,
            "REMOVE" => TokenKind.Remove,
            "ADD" => TokenKind.Add,
            "DELETE" => TokenKind.Delete,
            _ => TokenKind.Identifier,
        };
    }

    private static int EndOfWord(string text, int position)
    {
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] == '_'))
        {
            position++;
        }

        return position;
    }

    private static int EndOfDigits(string text, int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }
}
