namespace Onboarding.LocalAws.Template;

/// <summary>
/// A template that is known to be sound: every reference, property and type was checked when it was loaded. Properties
/// are resolved once more per resource when it is its turn to be created, because some values exist only then.
/// </summary>
internal sealed class StackTemplate
{
    private readonly string _file;
    private readonly StackScope _scope;
    private readonly DependencyGraph _graph;
    private readonly Lock _resolving = new();

    internal StackTemplate(
        string file, StackScope scope, DependencyGraph graph, IReadOnlyList<TemplateResource> resources)
    {
        _file = file;
        _scope = scope;
        _graph = graph;
        Resources = resources;
    }

    public StackIdentity Stack => _scope.Stack;

    /// <summary>Every resource that runs here, each after all that it needs.</summary>
    public IReadOnlyList<TemplateResource> Resources { get; }

    public required IReadOnlyList<StackOutput> Outputs { get; init; }

    /// <summary>
    /// What the template declares and only AWS gives an effect, one line each, for start-up to print.
    /// </summary>
    public required IReadOnlyList<string> CloudOnly { get; init; }

    /// <summary><c>template.yaml:12:3</c>, as the messages about faults begin.</summary>
    public string Place(SourcePosition position) => $"{_file}:{position}";

    public IReadOnlyCollection<string> Needs(TemplateResource resource) => _graph.Needs(resource.LogicalId);

    public string PhysicalName(TemplateResource resource)
    {
        lock (_resolving)
        {
            return _scope.PhysicalName(resource);
        }
    }

    /// <summary>Records a value that only creation reveals, such as `UsersTable.StreamArn`.</summary>
    public void SetCreated(string logicalId, string attribute, string value)
    {
        lock (_resolving)
        {
            _scope.Created[$"{logicalId}.{attribute}"] = value;
        }
    }

    public TemplateMapping Resolve(TemplateResource resource) => (TemplateMapping)Resolve(resource.Properties);

    public string Resolve(StackOutput output) => ((TemplateScalar)Resolve(output.Value)).Value;

    /// <summary>An attribute of a resource, as the rest of the template sees it.</summary>
    public string Attribute(TemplateResource resource, string attribute)
    {
        lock (_resolving)
        {
            return ((TemplateScalar)_scope.GetAtt(resource.LogicalId, attribute, resource.Position)).Value;
        }
    }

    /// <summary>What `Ref` to this resource gives.</summary>
    public string Ref(TemplateResource resource)
    {
        lock (_resolving)
        {
            return ((TemplateScalar)_scope.Ref(resource.LogicalId, resource.Position)).Value;
        }
    }

    private TemplateNode Resolve(TemplateNode node)
    {
        var faults = new TemplateFaults(_file);
        TemplateNode value;
        lock (_resolving)
        {
            value = new Evaluator(_scope, faults).Evaluate(node);
        }

        faults.ThrowIfAny();
        return value;
    }
}
