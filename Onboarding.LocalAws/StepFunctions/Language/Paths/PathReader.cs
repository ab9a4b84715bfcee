namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>A text and a place in it.</summary>
internal sealed class PathReader(string text, int start)
{
    public int Position { get; private set; } = start;

    public bool IsAtEnd => Position >= text.Length;

    /// <summary>0 at the end.</summary>
    public char Current => IsAtEnd ? '\0' : text[Position];

    public string Text => text;

    public bool TryTake(char expected)
    {
        if (Current != expected || IsAtEnd)
        {
            return false;
        }

        Position++;
        return true;
    }

    public bool TryTake(string expected)
    {
        if (string.CompareOrdinal(text, Position, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    public void Take(char expected)
    {
        if (!TryTake(expected))
        {
            throw Fault($"'{expected}' expected");
        }
    }

    public void SkipSpaces()
    {
        while (Current is ' ' or '\t' or '\n')
        {
            Position++;
        }
    }

    public string TakeWhile(Func<char, bool> belongs)
    {
        var from = Position;
        while (!IsAtEnd && belongs(Current))
        {
            Position++;
        }

        return text[from..Position];
    }

    /// <summary><c>'a'</c> or <c>"a"</c>; a backslash takes the next character as it is.</summary>
    public string TakeQuoted()
    {
        var quote = Current;
        Position++;
        var value = new System.Text.StringBuilder();
        while (!IsAtEnd && Current != quote)
        {
            if (Current == '\\')
            {
                Position++;
            }

            value.Append(Current);
            Position++;
        }

        Take(quote);
        return value.ToString();
    }

    public JsonPathException Fault(string what) => new($"{what} at position {Position} of {text}");
}
