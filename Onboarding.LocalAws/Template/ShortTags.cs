using YamlDotNet.Core;

namespace Onboarding.LocalAws.Template;

/// <summary>Rewrites `!Sub x` to `Fn::Sub: x`, `!Ref x` to `Ref: x`, `!GetAtt A.B` to `Fn::GetAtt: [A, B]`.</summary>
internal static class ShortTags
{
    public static TemplateNode Expand(TagName tag, TemplateNode node, TemplateFaults faults)
    {
        // `!!str` and its kin only restate what the property's type says anyway; `!` alone is YAML's "not specific".
        if (tag.IsEmpty || tag.IsNonSpecific || tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            return node;
        }

        var name = tag.Value.TrimStart('!');
        var function = name is "Ref" or "Condition" ? name
            : Intrinsics.Functions.Contains("Fn::" + name) ? "Fn::" + name
            : null;
        if (function is null)
        {
            return faults.Faulted(
                node.Position,
                $"The tag !{name} is not supported by Onboarding.LocalAws. Supported: {Intrinsics.SupportedShort}.");
        }

        var argument = function == "Fn::GetAtt" && node is TemplateScalar text ? SplitGetAtt(text) : node;
        return new TemplateMapping([new TemplateEntry(function, node.Position, argument)], node.Position);
    }

    // Logical ids are alphanumeric, so the first dot ends the id; attribute names may hold more dots.
    private static TemplateNode SplitGetAtt(TemplateScalar text)
    {
        var dot = text.Value.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        return new TemplateSequence(
            [text with { Value = text.Value[..dot] }, text with { Value = text.Value[(dot + 1)..] }], text.Position);
    }
}
