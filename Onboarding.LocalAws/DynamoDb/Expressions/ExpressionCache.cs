using System.Collections.Concurrent;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A parsed text with its placeholders.</summary>
internal sealed record ParsedExpression<T>(T Root, Placeholders Placeholders);

/// <summary>
/// Parsed expressions by text. Programs send few distinct texts, so a full cache means generated texts, which will
/// not come again: it is emptied at once rather than kept in order of use.
/// </summary>
internal sealed class ExpressionCache<T>(Func<TokenCursor, T> parse, int countMax = 1024)
{
    private readonly ConcurrentDictionary<string, ParsedExpression<T>> _parsed = new(StringComparer.Ordinal);

    public ParsedExpression<T> Get(ExpressionKind kind, string text)
    {
        if (_parsed.TryGetValue(text, out var parsed))
        {
            return parsed;
        }

        var cursor = new TokenCursor(kind, text);
        var root = parse(cursor);
        parsed = new ParsedExpression<T>(root, cursor.Placeholders);
        if (_parsed.Count >= countMax)
        {
            _parsed.Clear();
        }

        _parsed[text] = parsed;
        return parsed;
    }
}
