using System.Collections.Frozen;

namespace Onboarding.LocalAws.Template;

/// <summary>The intrinsic functions that the evaluator knows; everything else is refused by name.</summary>
internal static class Intrinsics
{
    public static readonly FrozenSet<string> Functions = FrozenSet.ToFrozenSet(
    [
        "Ref", "Condition", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::If", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not",
        "Fn::Select", "Fn::Split", "Fn::FindInMap",
    ]);

    public static readonly string SupportedShort =
        string.Join(", ", Functions.Select(name => "!" + name.Replace("Fn::", "", StringComparison.Ordinal)).Order());

    public static readonly string Supported = string.Join(", ", Functions.Order(StringComparer.Ordinal));

    /// <summary>The function and its argument when this node is a call, as in `{"Fn::Sub": "…"}`.</summary>
    public static bool IsCall(TemplateNode node, out TemplateEntry call)
    {
        if (node is TemplateMapping { Entries: [var only] } && IsFunctionName(only.Key))
        {
            call = only;
            return true;
        }

        call = default;
        return false;
    }

    // `Condition` is also an ordinary key of resources, outputs and IAM statements: only the evaluator of conditions
    // reads it as a function.
    private static bool IsFunctionName(string key) =>
        key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);
}
