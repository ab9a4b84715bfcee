namespace Onboarding.LocalAws.Template;

/// <summary>
/// A template that is known to be sound: every reference, property and type was checked when it was loaded. It does not
/// change: a <see cref="StackResolver"/> resolves properties once more per resource when it is its turn to be created,
/// because some values exist only then.
/// </summary>
internal sealed class StackTemplate
{
    private readonly DependencyGraph _graph;

    internal StackTemplate(
        string file, StackScope scope, DependencyGraph graph, IReadOnlyList<TemplateResource> resources)
    {
        File = file;
        Scope = scope;
        _graph = graph;
        Resources = resources;
    }

    /// <summary>As messages call it.</summary>
    public string File { get; }

    public StackIdentity Stack => Scope.Stack;

    /// <summary>Every resource that runs here, each after all that it needs.</summary>
    public IReadOnlyList<TemplateResource> Resources { get; }

    public required IReadOnlyList<StackOutput> Outputs { get; init; }

    /// <summary>
    /// What the template declares and only AWS gives an effect, one line each, for start-up to print.
    /// </summary>
    public required IReadOnlyList<string> CloudOnly { get; init; }

    /// <summary>Complete since loading; only <see cref="StackResolver"/> reads it.</summary>
    internal StackScope Scope { get; }

    /// <summary><c>template.yaml:12:3</c>, as the messages about faults begin.</summary>
    public string Place(SourcePosition position) => $"{File}:{position}";

    public IReadOnlyCollection<string> Needs(TemplateResource resource) => _graph.Needs(resource.LogicalId);
}
