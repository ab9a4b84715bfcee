using System.Buffers;

namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>
/// The name of a value: <c>contact.firstName</c>, <c>this</c>, <c>../name</c>, <c>@index</c>, <c>@root.name</c>,
/// <c>list.0</c>, <c>[first name]</c>.
/// </summary>
/// <param name="Text">As the template has it.</param>
/// <param name="Ups">How many <c>../</c> it begins with.</param>
/// <param name="Variable">What follows an @; null for data.</param>
internal sealed record TemplatePath(string Text, int Ups, string? Variable, IReadOnlyList<string> Segments)
{
    /// <summary>https://handlebarsjs.com/guide/expressions.html: an identifier has none of these characters.</summary>
    private static readonly SearchValues<char> NoName =
        SearchValues.Create(" \t\r\n!\"#%&'()*+,./;<=>@[\\]^`{|}~");

    /// <exception cref="RenderingException">It is no name of a value.</exception>
    public static TemplatePath Read(string text)
    {
        var rest = text.AsSpan();
        var ups = 0;
        while (rest.StartsWith("../"))
        {
            rest = rest[3..];
            ups++;
        }

        if (rest is "..")
        {
            rest = default;
            ups++;
        }

        var isVariable = rest.StartsWith("@");
        var segments = Split(isVariable ? rest[1..] : rest, text);
        return isVariable
            ? segments is [var variable, .. var members]
                ? new TemplatePath(text, ups, variable, members)
                : throw Malformed(text)
            : new TemplatePath(text, ups, Variable: null, segments);
    }

    private static List<string> Split(ReadOnlySpan<char> rest, string text)
    {
        List<string> segments = [];
        rest = rest.StartsWith("./") ? rest[2..] : rest;
        if (rest.IsEmpty || rest is "." or "this")
        {
            return segments;
        }

        while (true)
        {
            var isLiteral = rest.StartsWith("[");
            var end = isLiteral ? rest.IndexOf(']') + 1 : rest.IndexOfAny('.', '/');
            end = end > 0 ? end : rest.Length;
            var segment = (isLiteral ? rest[..end].Trim("[]") : rest[..end]).ToString();
            if (!isLiteral && !IsName(segment))
            {
                throw Malformed(text);
            }

            if (isLiteral || segments.Count > 0 || segment != "this")
            {
                segments.Add(segment);
            }

            if (end == rest.Length)
            {
                return segments;
            }

            rest = rest[end] is '.' or '/' ? rest[(end + 1)..] : throw Malformed(text);
        }
    }

    private static bool IsName(string segment) =>
        segment.Length > 0 && !segment.AsSpan().ContainsAny(NoName);

    private static RenderingException Malformed(string text) => new($"'{text}' is no name of an attribute.");
}
