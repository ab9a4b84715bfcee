using System.Text;

namespace Onboarding.LocalAws.Template;

/// <summary>
/// `Fn::Sub`: `${Name}` is a parameter, resource or local variable, `${Id.Attribute}` an attribute, and `${!Literal}`
/// stays as `${Literal}`.
/// </summary>
internal sealed class SubExpression(StackScope scope, Evaluator evaluator, TemplateFaults faults)
{
    public TemplateNode Evaluate(TemplateEntry call)
    {
        TemplateMapping? variables = null;
        var template = call.Value as TemplateScalar;
        if (call.Value is TemplateSequence { Items: [TemplateScalar text, TemplateMapping map] })
        {
            template = text;
            variables = map;
        }

        return template is null
            ? evaluator.Wrong(call, "a text or [text, {variables}]")
            : Substitute(template.Value, variables, call);
    }

    /// <summary>The names inside `${…}`, without the literals; used to find what a resource depends on.</summary>
    public static IEnumerable<string> Names(string template)
    {
        var at = 0;
        while (Next(template, at, out var open, out var close))
        {
            var name = template[(open + 2)..close].Trim();
            if (!name.StartsWith('!'))
            {
                yield return name;
            }

            at = close + 1;
        }
    }

    private TemplateNode Substitute(string template, TemplateMapping? variables, TemplateEntry call)
    {
        var result = new StringBuilder();
        var at = 0;
        while (Next(template, at, out var open, out var close))
        {
            result.Append(template, at, open - at);
            var name = template[(open + 2)..close].Trim();
            at = close + 1;
            if (name.StartsWith('!'))
            {
                result.Append("${").Append(name, 1, name.Length - 1).Append('}');
                continue;
            }

            var value = Lookup(name, variables, call);
            if (value is TemplateFaulted)
            {
                return value;
            }

            if (value is not TemplateScalar text)
            {
                return faults.Faulted(call.KeyPosition, $"${{{name}}} is not a text.");
            }

            result.Append(text.Value);
            if (result.Length > TemplateLimits.ResolvedTextMax)
            {
                return evaluator.TooLong(call);
            }
        }

        result.Append(template, at, template.Length - at);
        return Evaluator.Result(result.ToString(), call);
    }

    private TemplateNode Lookup(string name, TemplateMapping? variables, TemplateEntry call)
    {
        if (variables?.Find(name) is { } variable)
        {
            return evaluator.Evaluate(variable);
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? scope.Ref(name, call.KeyPosition)
            : scope.GetAtt(name[..dot], name[(dot + 1)..], call.KeyPosition);
    }

    private static bool Next(string template, int from, out int open, out int close)
    {
        open = template.IndexOf("${", from, StringComparison.Ordinal);
        close = open < 0 ? -1 : template.IndexOf('}', open);
        return close >= 0;
    }
}
