namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>A stretch of text, or what stands between the braces of a tag.</summary>
internal readonly record struct TemplateToken(string Text, bool IsTag);

/// <summary>
/// Splits a template at its tags: <c>Dear {{name}},</c> → <c>Dear </c>, <c>name</c>, <c>,</c>. A comment is left out;
/// <c>{{~</c> and <c>~}}</c> take the white space beside the tag away; <c>\{{</c> is text.
/// </summary>
internal sealed class TagScanner
{
    private readonly string _template;
    private readonly List<TemplateToken> _tokens = [];

    /// <summary>Whether the tag before the text at hand takes its white space away.</summary>
    private bool _trimsStart;

    private TagScanner(string template) => _template = template;

    /// <exception cref="RenderingException">A tag has no end.</exception>
    public static IReadOnlyList<TemplateToken> Scan(string template)
    {
        var scanner = new TagScanner(template);
        var start = 0;
        for (var open = scanner.Find("{{", 0); open < template.Length; open = scanner.Find("{{", start))
        {
            start = open > start && template[open - 1] == '\\'
                ? scanner.AddEscaped(start, open)
                : scanner.AddTag(start, open);
        }

        scanner.AddText(start, template.Length, trimsEnd: false);
        return scanner._tokens;
    }

    /// <returns>Where the text after the tag starts; the same below.</returns>
    private int AddEscaped(int start, int open)
    {
        var end = Required("}}", open, open) + 2;
        AddText(start, open - 1, trimsEnd: false);
        AddText(open, end, trimsEnd: false);
        return end;
    }

    private int AddTag(int start, int open)
    {
        var content = open + 2;
        var trims = At(content) == '~';
        content += trims ? 1 : 0;
        AddText(start, open, trims);
        if (_template.AsSpan(content).StartsWith("!--"))
        {
            return EndTag(Required("--", content + 3, open) + 2, open);
        }

        if (At(content) == '{')
        {
            var close = Required("}", content, open);
            AddToken(content + 1, close);
            return EndTag(close + 1, open);
        }

        var end = Required("}}", content, open);
        _trimsStart = end > content && _template[end - 1] == '~';
        AddToken(content, end - (_trimsStart ? 1 : 0));
        return end + 2;
    }

    /// <summary>Behind <c>{{{name}</c> or <c>{{!-- note --</c>.</summary>
    private int EndTag(int end, int open)
    {
        _trimsStart = At(end) == '~';
        end += _trimsStart ? 1 : 0;
        return Required("}}", end, open) == end ? end + 2 : throw NotClosed(open);
    }

    private void AddToken(int start, int end)
    {
        var tag = _template[start..end].Trim();
        if (tag.StartsWith('{'))
        {
            throw RenderingException.OfFeature("a raw block, {{{{…}}}},");
        }

        if (!tag.StartsWith('!'))
        {
            _tokens.Add(new TemplateToken(tag, IsTag: true));
        }
    }

    private void AddText(int start, int end, bool trimsEnd)
    {
        var text = _template.AsSpan(start, end - start);
        text = _trimsStart ? text.TrimStart() : text;
        text = trimsEnd ? text.TrimEnd() : text;
        _trimsStart = false;
        if (text.Length > 0)
        {
            _tokens.Add(new TemplateToken(text.ToString(), IsTag: false));
        }
    }

    private char At(int index) => index < _template.Length ? _template[index] : '\0';

    /// <returns>The template's length where there is none.</returns>
    private int Find(string text, int from) =>
        _template.IndexOf(text, from, StringComparison.Ordinal) is >= 0 and var found ? found : _template.Length;

    private int Required(string text, int from, int open) =>
        Find(text, from) is var found && found < _template.Length ? found : throw NotClosed(open);

    private static RenderingException NotClosed(int open) => new($"The tag at {open} is not closed.");
}
