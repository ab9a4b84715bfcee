namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>A part of a template.</summary>
internal abstract record TemplateNode
{
    public sealed record Literal(string Text) : TemplateNode;

    /// <summary><c>{{name}}</c></summary>
    public sealed record Attribute(TemplatePath Path) : TemplateNode;

    /// <summary><c>{{#if name}}…{{else}}…{{/if}}</c></summary>
    public sealed record Block(
        BlockKind Kind, TemplatePath Path, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Else)
        : TemplateNode;

    /// <summary><c>{{#* inline "name"}}…{{/inline}}</c></summary>
    public sealed record Inline(string Name, IReadOnlyList<TemplateNode> Body) : TemplateNode;

    /// <summary><c>{{&gt; name}}</c>, or with what it is about: <c>{{&gt; name contact}}</c>.</summary>
    public sealed record Partial(string Name, TemplatePath? Path) : TemplateNode;
}

internal enum BlockKind
{
    If,
    Unless,
    Each,
    With,

    /// <summary><c>{{#name}}…{{/name}}</c>: for each item of a list, with an object, if anything else.</summary>
    Section,
}
