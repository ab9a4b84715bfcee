using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>
/// Reads what SES documents of Handlebars and the built-in blocks: attributes, <c>if</c>, <c>unless</c>, <c>each</c>,
/// <c>with</c>, sections, inline partials. Other helpers are refused by name.
/// Source: https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html.
/// </summary>
/// <remarks>
/// Handlebars.Net 2.4.3, the library for .NET, does not read SES's own form of inline partials
/// (<c>{{#* inline "x"}}</c>), writes true as True, reads members of .NET's types (<c>{{name.Length}}</c>) and compiles
/// each template to code, which has no place beside AOT.
/// </remarks>
internal sealed class TemplateParser
{
    /// <summary>Blocks in blocks; the parser and the renderer recurse.</summary>
    private const int DepthMax = 100;

    /// <summary>White space parts words, but not within <c>[a name]</c> or quotes.</summary>
    private static readonly Regex Word = new(
        @"(\[[^\]]*\]|""[^""]*""|'[^']*'|\S)+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly char[] White = [' ', '\t', '\r', '\n'];

    private readonly IReadOnlyList<TemplateToken> _tokens;
    private int _next;
    private int _depth;

    private TemplateParser(IReadOnlyList<TemplateToken> tokens) => _tokens = tokens;

    /// <exception cref="RenderingException">The template is malformed, or has what is not done here.</exception>
    public static IReadOnlyList<TemplateNode> Parse(string template)
    {
        var parser = new TemplateParser(TagScanner.Scan(template));
        var nodes = parser.ReadNodes();
        return parser._next == parser._tokens.Count
            ? nodes
            : throw new RenderingException($"{{{{{parser._tokens[parser._next].Text}}}}} has no block to it.");
    }

    /// <summary>Up to what ends a block, or the end of the template.</summary>
    private List<TemplateNode> ReadNodes()
    {
        List<TemplateNode> nodes = [];
        for (; _next < _tokens.Count; _next++)
        {
            var (text, isTag) = _tokens[_next];
            if (!isTag)
            {
                nodes.Add(new TemplateNode.Literal(text));
            }
            else if (text.StartsWith('/') || IsElse(text, out _))
            {
                return nodes;
            }
            else
            {
                nodes.Add(ReadTag(text));
            }
        }

        return nodes;
    }

    /// <summary>Leaves <see cref="_next"/> at the last token of what it has read.</summary>
    private TemplateNode ReadTag(string tag) => tag.AsSpan().IndexOfAny("#^>&") switch
    {
        0 when tag[0] == '#' => ReadBlock(tag[1..].Trim()),
        0 when tag[0] == '^' => ReadInverted(tag[1..].Trim()),
        0 when tag[0] == '>' => ReadPartial(tag[1..].Trim()),
        0 => new TemplateNode.Attribute(ReadValue(tag[1..].Trim())),
        _ => new TemplateNode.Attribute(ReadValue(tag)),
    };

    private static TemplatePath ReadValue(string text) => Words(text) switch
    {
        [var path] => TemplatePath.Read(path),
        [var helper, ..] => throw RenderingException.OfFeature($"the helper '{helper}'"),
        [] => throw new RenderingException("The tag {{}} is empty."),
    };

    private TemplateNode ReadBlock(string head)
    {
        if (head.StartsWith('*'))
        {
            return ReadInline(head[1..].Trim());
        }

        if (head.StartsWith('>'))
        {
            throw RenderingException.OfFeature("a partial with a default, {{#> …}},");
        }

        var (kind, path, name) = ReadHead(head);
        Enter();
        var body = ReadNodes();
        var block = new TemplateNode.Block(kind, path, body, ReadElse(name));
        _depth--;
        return block;
    }

    private static (BlockKind Kind, TemplatePath Path, string Name) ReadHead(string head) => Words(head) switch
    {
        ["if", var path] => (BlockKind.If, TemplatePath.Read(path), "if"),
        ["unless", var path] => (BlockKind.Unless, TemplatePath.Read(path), "unless"),
        ["each", var path] => (BlockKind.Each, TemplatePath.Read(path), "each"),
        ["with", var path] => (BlockKind.With, TemplatePath.Read(path), "with"),
        [var path] => (BlockKind.Section, TemplatePath.Read(path), path),
        [var helper, ..] => throw RenderingException.OfFeature($"{{{{#{head}}}}} (the block '{helper}' like that)"),
        [] => throw new RenderingException("{{#}} names no block."),
    };

    /// <summary>After a body: what is rendered instead of it, and the end of the block.</summary>
    private TemplateNode[] ReadElse(string name)
    {
        var tag = _next < _tokens.Count ? _tokens[_next].Text : "";
        if (tag.StartsWith('/'))
        {
            return tag[1..].Trim() == name ? [] : throw new RenderingException($"{{{{{tag}}}}} ends no '{name}'.");
        }

        if (!IsElse(tag, out var chained))
        {
            throw new RenderingException($"The block '{name}' has no end.");
        }

        if (chained.Length == 0)
        {
            _next++;
            var nodes = ReadNodes();
            // A second else would be a part of this one.
            return _next < _tokens.Count && _tokens[_next].Text.StartsWith('/')
                ? [.. nodes, .. ReadElse(name)]
                : throw new RenderingException($"The block '{name}' has no end.");
        }

        var (kind, path, _) = ReadHead(chained);
        Enter();
        var body = ReadNodes();
        TemplateNode[] block = [new TemplateNode.Block(kind, path, body, ReadElse(name))];
        _depth--;
        return block;
    }

    /// <summary><c>{{^name}}…{{/name}}</c>: where there is none.</summary>
    private TemplateNode.Block ReadInverted(string head)
    {
        var path = ReadValue(head);
        Enter();
        var body = ReadNodes();
        var block = new TemplateNode.Block(BlockKind.Section, path, ReadElse(head), body);
        _depth--;
        return block;
    }

    private TemplateNode.Inline ReadInline(string head)
    {
        if (Words(head) is not ["inline", var quoted] || quoted.Length < 3)
        {
            throw RenderingException.OfFeature($"the decorator '{head}'");
        }

        Enter();
        var body = ReadNodes();
        var inline = new TemplateNode.Inline(Unquoted(quoted), [.. body, .. ReadElse("inline")]);
        _depth--;
        return inline;
    }

    private static TemplateNode.Partial ReadPartial(string head) => Words(head) switch
    {
        [var name] => new TemplateNode.Partial(Unquoted(name), Path: null),
        [var name, var path] when !path.Contains('=', StringComparison.Ordinal) =>
            new TemplateNode.Partial(Unquoted(name), TemplatePath.Read(path)),
        _ => throw RenderingException.OfFeature($"{{{{> {head}}}}} (a partial with parameters)"),
    };

    /// <summary>Steps behind the tag that opens a block.</summary>
    private void Enter()
    {
        _next++;
        if (++_depth > DepthMax)
        {
            throw new RenderingException($"Blocks are nested deeper than {DepthMax}.");
        }
    }

    /// <param name="chained">What follows in <c>{{else if name}}</c>.</param>
    private static bool IsElse(string tag, [NotNullWhen(true)] out string? chained)
    {
        chained = tag is "else" or "^" ? ""
            : tag.StartsWith("else ", StringComparison.Ordinal) ? tag["else ".Length..].Trim()
            : null;
        return chained is not null;
    }

    private static string[] Words(string text) =>
        text.AsSpan().ContainsAny("['\"")
            ? [.. Word.Matches(text).Select(m => m.Value)]
            : text.Split(White, StringSplitOptions.RemoveEmptyEntries);

    private static string Unquoted(string text) => text.Trim('"', '\'');
}
