namespace Onboarding.LocalAws.Template;

/// <summary>
/// Evaluates the Conditions section; conditions may name each other in any order but not in a circle.
/// </summary>
internal sealed class ConditionEvaluator(TemplateMapping section, StackScope scope, TemplateFaults faults)
{
    private readonly HashSet<string> _inProgress = new(StringComparer.Ordinal);

    public void EvaluateAll()
    {
        foreach (var entry in section.Entries)
        {
            Named(entry.Key, entry.KeyPosition);
        }
    }

    private bool Named(string name, SourcePosition position)
    {
        if (scope.Conditions.TryGetValue(name, out var known))
        {
            return known;
        }

        if (section.Find(name) is not { } body)
        {
            faults.Add(position, $"'{name}' is not in the Conditions section.");
            return false;
        }

        if (!_inProgress.Add(name))
        {
            faults.Add(position, $"Condition '{name}' depends on itself.");
            return false;
        }

        var holds = Evaluate(body);
        scope.Conditions[name] = holds;
        return holds;
    }

    private bool Evaluate(TemplateNode node)
    {
        if (node is TemplateMapping { Entries: [var call] })
        {
            switch (call.Key, call.Value)
            {
                case ("Condition", TemplateScalar name):
                    return Named(name.Value, name.Position);
                case ("Fn::Equals", TemplateSequence { Items: [var left, var right] }):
                    return IsEqual(left, right);
                case ("Fn::Not", TemplateSequence { Items: [var only] }):
                    return !Evaluate(only);
                case ("Fn::And", TemplateSequence { Items.Count: >= 2 and <= 10 } all):
                    return Each(all).All(holds => holds);
                case ("Fn::Or", TemplateSequence { Items.Count: >= 2 and <= 10 } any):
                    return Each(any).Any(holds => holds);
            }
        }

        faults.Add(
            node.Position,
            "A condition is Fn::Equals [a, b], Fn::Not [c], Fn::And or Fn::Or of 2 to 10, or Condition.");
        return false;
    }

    // Every operand is evaluated, also after the outcome is clear: each may hold a fault of its own.
    private bool[] Each(TemplateSequence operands) => [.. operands.Items.Select(Evaluate)];

    private bool IsEqual(TemplateNode left, TemplateNode right)
    {
        var evaluator = new Evaluator(scope, faults);
        var values = new[] { evaluator.Evaluate(left), evaluator.Evaluate(right) };
        foreach (var value in values.Where(value => value is not (TemplateScalar or TemplateFaulted)))
        {
            faults.Add(value.Position, "Fn::Equals compares texts.");
        }

        return values is [TemplateScalar a, TemplateScalar b] && a.Value == b.Value;
    }
}
