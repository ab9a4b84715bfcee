using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template;

/// <summary>
/// Everything that a `Ref`, `GetAtt`, `Sub` or `If` of one template can name, with its value. Attributes that exist
/// only after creation (a table's stream ARN) are given to <see cref="With"/>; before that, checks run with a
/// placeholder. The loader fills it; a stack that is loaded has its own, complete one.
/// </summary>
internal sealed class StackScope(StackIdentity stack, TemplateFaults faults)
{
    private readonly HashSet<string> _namesInProgress = new(StringComparer.Ordinal);

    public StackIdentity Stack => stack;

    /// <summary>Parameter values: a scalar, or a sequence for the list types.</summary>
    public Dictionary<string, TemplateNode> Parameters { get; private init; } = new(StringComparer.Ordinal);

    public TemplateMapping? Mappings { get; set; }

    public Dictionary<string, bool> Conditions { get; private init; } = new(StringComparer.Ordinal);

    public Dictionary<string, TemplateResource> Resources { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Resources that a false condition has taken out of the stack.</summary>
    public HashSet<string> Omitted { get; private init; } = new(StringComparer.Ordinal);

    private IReadOnlyDictionary<(string LogicalId, string Attribute), string> Created { get; init; } =
        FrozenDictionary<(string LogicalId, string Attribute), string>.Empty;

    /// <summary>The same names with values that creation has revealed, and faults of its own.</summary>
    public StackScope With(
        IReadOnlyDictionary<(string LogicalId, string Attribute), string> created, TemplateFaults ownFaults) =>
        new(stack, ownFaults)
        {
            Parameters = Parameters,
            Mappings = Mappings,
            Conditions = Conditions,
            Resources = Resources,
            Omitted = Omitted,
            Created = created,
        };

    public TemplateNode Evaluate(TemplateNode node) => new Evaluator(this, faults).Evaluate(node);

    public TemplateNode Ref(string name, SourcePosition position)
    {
        if (name == PseudoParameters.NoValue)
        {
            return new TemplateNoValue(position);
        }

        if (PseudoParameters.Value(name, stack) is { } pseudo)
        {
            return Text(pseudo, position);
        }

        if (Parameters.TryGetValue(name, out var value))
        {
            return value;
        }

        if (Resources.TryGetValue(name, out var resource))
        {
            return FromResource(resource, "Ref", resource.Type.Ref, position);
        }

        if (Omitted.Contains(name))
        {
            return faults.Faulted(position, OmittedText(name));
        }

        return faults.Faulted(position, name.StartsWith("AWS::", StringComparison.Ordinal)
            ? $"'{name}' is not supported by Onboarding.LocalAws. Supported: {PseudoParameters.Supported}."
            : $"'{name}' is neither a parameter nor a resource of this template.");
    }

    public TemplateNode GetAtt(string logicalId, string attribute, SourcePosition position)
    {
        if (!Resources.TryGetValue(logicalId, out var resource))
        {
            if (Parameters.GetValueOrDefault(logicalId) is TemplateFaulted reported)
            {
                return reported;
            }

            return faults.Faulted(position, Omitted.Contains(logicalId)
                ? OmittedText(logicalId)
                : $"'{logicalId}' is not a resource of this template.");
        }

        if (resource.Type.Attributes.TryGetValue(attribute, out var value))
        {
            return FromResource(resource, attribute, value, position);
        }

        var supported = string.Join(", ", resource.Type.Attributes.Keys.Order(StringComparer.Ordinal));
        return faults.Faulted(
            position,
            $"{resource.Type.Name} has no attribute '{attribute}' that Onboarding.LocalAws supports. "
            + (supported.Length > 0 ? $"Supported: {supported}." : "It supports none."));
    }

    /// <summary>The name that the author gives, else `{stack}-{logicalId}`.</summary>
    public string PhysicalName(TemplateResource resource)
    {
        if (ValueOf(resource, resource.Type.NameProperty) is { } given)
        {
            return given;
        }

        var name = $"{stack.StackName}-{resource.LogicalId}";
        if (resource.Type.GeneratedNameEnding is { } ending
            && Booleans.TryParse(ValueOf(resource, ending.Property) ?? "", out var isSet)
            && isSet)
        {
            name += ending.Text;
        }

        return resource.Type.IsNameLowerCase ? name.ToLowerInvariant() : name;
    }

    /// <summary>A property that the physical name depends on; null where it is not a text, or not given.</summary>
    private string? ValueOf(TemplateResource resource, string? property)
    {
        // A name that refers to itself is reported as a dependency cycle; the guard only ends the recursion.
        if (property is null
            || resource.Properties.Find(property) is not { } given
            || !_namesInProgress.Add(resource.LogicalId))
        {
            return null;
        }

        var value = Evaluate(given);
        _namesInProgress.Remove(resource.LogicalId);
        return (value as TemplateScalar)?.Value;
    }

    private TemplateScalar FromResource(
        TemplateResource resource, string attribute, AttributeValue value, SourcePosition position)
    {
        var text = Created.GetValueOrDefault((resource.LogicalId, attribute))
            ?? value(stack, PhysicalName(resource))
            ?? $"{{{resource.LogicalId}.{attribute}}}";
        return Text(text, position);
    }

    private static string OmittedText(string name) => $"'{name}' is left out of the stack by its Condition.";

    private static TemplateScalar Text(string value, SourcePosition position) => new(value, IsPlain: false, position);
}
