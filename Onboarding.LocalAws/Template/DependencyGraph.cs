namespace Onboarding.LocalAws.Template;

/// <summary>
/// Which resource needs which: every Ref, GetAtt and Sub between resources, and DependsOn. Both branches of an Fn::If
/// count, because what an unused branch names only delays a resource.
/// </summary>
internal sealed class DependencyGraph
{
    private readonly IReadOnlyDictionary<string, TemplateResource> _resources;
    private readonly Dictionary<string, HashSet<string>> _needs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];
    private readonly List<TemplateResource> _order = [];

    public DependencyGraph(IReadOnlyDictionary<string, TemplateResource> resources)
    {
        _resources = resources;
        foreach (var resource in resources.Values)
        {
            var needs = new HashSet<string>(resource.DependsOn.Where(resources.ContainsKey), StringComparer.Ordinal);
            Collect(resource.Properties, needs);
            _needs[resource.LogicalId] = needs;
        }
    }

    public IReadOnlyCollection<string> Needs(string logicalId) => _needs[logicalId];

    /// <summary>Every resource after all that it needs, otherwise in the order of the template.</summary>
    public IReadOnlyList<TemplateResource> Order(TemplateFaults faults)
    {
        foreach (var resource in _resources.Values)
        {
            Visit(resource, faults);
        }

        return _order;
    }

    // The number of resources is limited, so the recursion is too.
    private void Visit(TemplateResource resource, TemplateFaults faults)
    {
        if (_finished.Contains(resource.LogicalId))
        {
            return;
        }

        var start = _path.IndexOf(resource.LogicalId);
        if (start >= 0)
        {
            var cycle = string.Join(" → ", _path.Skip(start).Append(resource.LogicalId));
            faults.Add(resource.Position, $"Circular dependency between resources: {cycle}.");
            return;
        }

        _path.Add(resource.LogicalId);
        foreach (var need in _needs[resource.LogicalId])
        {
            Visit(_resources[need], faults);
        }

        _path.RemoveAt(_path.Count - 1);
        _finished.Add(resource.LogicalId);
        _order.Add(resource);
    }

    private void Collect(TemplateNode node, HashSet<string> needs)
    {
        if (Intrinsics.IsCall(node, out var call))
        {
            CollectCall(call, needs);
        }

        switch (node)
        {
            case TemplateSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Collect(item, needs);
                }

                break;
            case TemplateMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Collect(entry.Value, needs);
                }

                break;
        }
    }

    private void CollectCall(TemplateEntry call, HashSet<string> needs)
    {
        switch (call.Key, call.Value)
        {
            case ("Ref", TemplateScalar name):
                Need(name.Value, needs);
                break;
            case ("Fn::GetAtt", TemplateSequence { Items: [TemplateScalar id, ..] }):
                Need(id.Value, needs);
                break;
            case ("Fn::Sub", TemplateScalar text):
                CollectSub(text.Value, null, needs);
                break;
            case ("Fn::Sub", TemplateSequence { Items: [TemplateScalar text, TemplateMapping variables] }):
                CollectSub(text.Value, variables, needs);
                break;
        }
    }

    private void CollectSub(string text, TemplateMapping? variables, HashSet<string> needs)
    {
        foreach (var name in SubExpression.Names(text))
        {
            if (variables?.Find(name) is null)
            {
                Need(name.Split('.')[0], needs);
            }
        }
    }

    private void Need(string name, HashSet<string> needs)
    {
        if (_resources.ContainsKey(name))
        {
            needs.Add(name);
        }
    }
}
