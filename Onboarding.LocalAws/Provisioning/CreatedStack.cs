using System.Collections.Concurrent;
using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// What exists of a stack so far: collects the `Ref` and `GetAtt` values that only creation reveals and resolves the
/// template with them. Resources are created at the same time, so it takes calls from any thread.
/// </summary>
internal sealed class CreatedStack
{
    private readonly ConcurrentDictionary<(string LogicalId, string Attribute), string> _created = new();

    public CreatedStack(StackTemplate template)
    {
        Template = template;
        Values = new StackResolver(template, _created);
    }

    public StackTemplate Template { get; }

    public StackResolver Values { get; }

    /// <param name="attribute">Of GetAtt, or `Ref`.</param>
    public void Set(TemplateResource resource, string attribute, string value) =>
        _created[(resource.LogicalId, attribute)] = value;
}
