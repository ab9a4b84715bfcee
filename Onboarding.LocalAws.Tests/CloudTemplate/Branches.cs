using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate;

/// <summary>What holds whether the template's conditions are true or false.</summary>
internal static class Branches
{
    /// <summary>Whether each branch gives the property at this path, parted by dots.</summary>
    public static bool Give(this TemplateNode node, string path) => node.Give(path, _ => true);

    /// <inheritdoc cref="Give(TemplateNode, string)"/>
    /// <param name="accepts">What the value must be; a reference, whose value only AWS knows, passes.</param>
    public static bool Give(this TemplateNode node, string path, Func<TemplateNode, bool> accepts) =>
        Give(node, path.Split('.'), accepts);

    public static bool IsTrue(TemplateNode node) => node is TemplateScalar { Value: "true" };

    /// <summary>The values that a property may have: one, or those of an <c>Fn::If</c>.</summary>
    public static IEnumerable<TemplateNode> Of(TemplateNode node)
    {
        if (!Intrinsics.IsCall(node, out var call))
        {
            return [node];
        }

        return call switch
        {
            { Key: "Fn::If", Value: TemplateSequence { Items: [_, var then, var otherwise] } } =>
                [.. Of(then), .. Of(otherwise)],
            { Key: "Ref", Value: TemplateScalar { Value: "AWS::NoValue" } } => [new TemplateNoValue(node.Position)],
            _ => [node],
        };
    }

    private static bool Give(TemplateNode? node, ReadOnlyMemory<string> path, Func<TemplateNode, bool> accepts) =>
        node is not null && Of(node).All(branch => branch switch
        {
            TemplateNoValue => false,
            _ when path.IsEmpty => Intrinsics.IsCall(branch, out _) || accepts(branch),
            TemplateMapping mapping => Give(mapping.Find(path.Span[0]), path[1..], accepts),
            _ => false,
        });
}
