using System.Globalization;
using System.Text;

namespace Onboarding.LocalAws.Template;

/// <summary>
/// Replaces every intrinsic function below a node by its value
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html).
/// </summary>
internal sealed class Evaluator(StackScope scope, TemplateFaults faults)
{
    /// <summary>
    /// CloudFormation replaces it by a value of SSM or Secrets Manager
    /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html).
    /// </summary>
    private const string DynamicReference = "{{resolve:";

    public TemplateNode Evaluate(TemplateNode node)
    {
        var value = Intrinsics.IsCall(node, out var call) ? Call(call) : EvaluateParts(node);
        return value is TemplateScalar scalar && scalar.Value.Contains(DynamicReference, StringComparison.Ordinal)
            ? faults.Faulted(
                scalar.Position,
                "Dynamic references ({{resolve:…}}) are not supported by Onboarding.LocalAws: use a parameter.")
            : value;
    }

    private TemplateNode EvaluateParts(TemplateNode node) => node switch
    {
        TemplateScalar { IsNull: true } => faults.Faulted(node.Position, "Null values are not allowed in templates."),
        TemplateSequence sequence => sequence with { Items = EvaluateAll(sequence) },
        TemplateMapping mapping => EvaluateEntries(mapping),
        _ => node,
    };

    private List<TemplateNode> EvaluateAll(TemplateSequence sequence)
    {
        var items = new List<TemplateNode>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            var value = Evaluate(item);
            if (value is not TemplateNoValue)
            {
                items.Add(value);
            }
        }

        return items;
    }

    private TemplateMapping EvaluateEntries(TemplateMapping mapping)
    {
        var entries = new List<TemplateEntry>(mapping.Entries.Count);
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key.StartsWith("Fn::", StringComparison.Ordinal))
            {
                faults.Add(entry.KeyPosition, $"{entry.Key} cannot stand beside other keys.");
            }

            var value = Evaluate(entry.Value);
            if (value is not TemplateNoValue)
            {
                entries.Add(entry with { Value = value });
            }
        }

        return mapping with { Entries = entries };
    }

    private TemplateNode Call(TemplateEntry call) => call.Key switch
    {
        "Ref" => Text(call.Value) is { } name
            ? scope.Ref(name, call.KeyPosition)
            : Wrong(call, "the name of a parameter or resource"),
        "Fn::GetAtt" => GetAtt(call),
        "Fn::Sub" => new SubExpression(scope, this, faults).Evaluate(call),
        "Fn::Join" => Join(call),
        "Fn::If" => If(call),
        "Fn::Select" => Select(call),
        "Fn::Split" => Split(call),
        "Fn::FindInMap" => FindInMap(call),
        "Fn::Equals" or "Fn::And" or "Fn::Or" or "Fn::Not" => faults.Faulted(
            call.KeyPosition, $"{call.Key} belongs into the Conditions section; use Fn::If here."),
        _ => faults.Faulted(
            call.KeyPosition,
            $"{call.Key} is not supported by Onboarding.LocalAws. Supported: {Intrinsics.Supported}."),
    };

    private TemplateNode GetAtt(TemplateEntry call)
    {
        if (call.Value is TemplateSequence { Items: [TemplateScalar id, var attribute] }
            && Evaluate(attribute) is TemplateScalar name)
        {
            return scope.GetAtt(id.Value, name.Value, call.KeyPosition);
        }

        return Wrong(call, "[logicalId, attribute]");
    }

    private TemplateNode Join(TemplateEntry call)
    {
        if (call.Value is not TemplateSequence { Items: [TemplateScalar delimiter, var list] })
        {
            return Wrong(call, "[delimiter, [values]]");
        }

        var values = Evaluate(list);
        if (values is TemplateFaulted)
        {
            return values;
        }

        if (values is not TemplateSequence sequence)
        {
            return Wrong(call, "[delimiter, [values]]");
        }

        var joined = new StringBuilder();
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (sequence.Items[i] is TemplateFaulted faulted)
            {
                return faulted;
            }

            if (sequence.Items[i] is not TemplateScalar part)
            {
                return Wrong(call, "[delimiter, [texts]]");
            }

            joined.Append(i == 0 ? "" : delimiter.Value).Append(part.Value);
            if (joined.Length > TemplateLimits.ResolvedTextMax)
            {
                return TooLong(call);
            }
        }

        return Result(joined.ToString(), call);
    }

    private TemplateNode If(TemplateEntry call)
    {
        if (call.Value is not TemplateSequence { Items: [TemplateScalar condition, var yes, var no] })
        {
            return Wrong(call, "[condition, value if true, value if false]");
        }

        if (scope.Conditions.TryGetValue(condition.Value, out var holds))
        {
            return Evaluate(holds ? yes : no);
        }

        return faults.Faulted(condition.Position, $"'{condition.Value}' is not in the Conditions section.");
    }

    private TemplateNode Select(TemplateEntry call)
    {
        if (call.Value is not TemplateSequence { Items: [var indexNode, var list] })
        {
            return Wrong(call, "[index, [values]]");
        }

        var values = Evaluate(list);
        if (values is TemplateFaulted)
        {
            return values;
        }

        if (values is not TemplateSequence sequence || Evaluate(indexNode) is not TemplateScalar index
            || !int.TryParse(index.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            return Wrong(call, "[index, [values]]");
        }

        return at < sequence.Items.Count
            ? sequence.Items[at]
            : faults.Faulted(call.KeyPosition, $"Fn::Select: index {at} of a list of {sequence.Items.Count}.");
    }

    private TemplateNode Split(TemplateEntry call)
    {
        if (call.Value is not TemplateSequence { Items: [TemplateScalar { Value.Length: > 0 } delimiter, var source] })
        {
            return Wrong(call, "[delimiter, text]");
        }

        var text = Evaluate(source);
        if (text is TemplateFaulted)
        {
            return text;
        }

        if (text is not TemplateScalar scalar)
        {
            return Wrong(call, "[delimiter, text]");
        }

        TemplateNode[] parts = [.. scalar.Value.Split(delimiter.Value).Select(part => Result(part, call))];
        return new TemplateSequence(parts, call.KeyPosition);
    }

    private TemplateNode FindInMap(TemplateEntry call)
    {
        if (call.Value is not TemplateSequence { Items: [var map, var top, var second] })
        {
            return Wrong(call, "[map, key, second key]");
        }

        if (Evaluate(map) is not TemplateScalar mapName || Evaluate(top) is not TemplateScalar topKey
            || Evaluate(second) is not TemplateScalar secondKey)
        {
            return Wrong(call, "[map, key, second key]");
        }

        var found = scope.Mappings?.Find(mapName.Value) is TemplateMapping first
            && first.Find(topKey.Value) is TemplateMapping row ? row.Find(secondKey.Value) : null;
        return found ?? faults.Faulted(
            call.KeyPosition, $"Mappings has no {mapName.Value} → {topKey.Value} → {secondKey.Value}.");
    }

    internal TemplateNode Wrong(TemplateEntry call, string expected) =>
        faults.Faulted(call.KeyPosition, $"{call.Key} takes {expected}.");

    internal TemplateNode TooLong(TemplateEntry call) =>
        faults.Faulted(call.KeyPosition, $"{call.Key} gives more than {TemplateLimits.ResolvedTextMax} characters.");

    internal static TemplateScalar Result(string value, TemplateEntry call) =>
        new(value, IsPlain: false, call.KeyPosition);

    private static string? Text(TemplateNode node) => (node as TemplateScalar)?.Value;
}
