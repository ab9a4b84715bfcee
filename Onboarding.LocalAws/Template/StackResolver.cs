namespace Onboarding.LocalAws.Template;

/// <summary>
/// Gives the values of a template's expressions, with those that creation has revealed so far.
/// </summary>
/// <param name="created">
/// Attributes and `Ref` values that only creation reveals, such as `UsersTable` and `StreamArn`. It may grow meanwhile:
/// each call works on a scope of its own, so calls need no lock.
/// </param>
internal sealed class StackResolver(
    StackTemplate template, IReadOnlyDictionary<(string LogicalId, string Attribute), string> created)
{
    /// <exception cref="TemplateException">A created value does not fit; the others were checked.</exception>
    public TemplateMapping Resolve(TemplateResource resource) => (TemplateMapping)Resolve(resource.Properties);

    /// <inheritdoc cref="Resolve(TemplateResource)"/>
    public string Resolve(StackOutput output) => ((TemplateScalar)Resolve(output.Value)).Value;

    /// <inheritdoc cref="Resolve(TemplateResource)"/>
    public string PhysicalName(TemplateResource resource) => Read(scope => scope.PhysicalName(resource));

    /// <summary>An attribute of a resource, as the rest of the template sees it.</summary>
    public string Attribute(TemplateResource resource, string attribute) =>
        ((TemplateScalar)Read(scope => scope.GetAtt(resource.LogicalId, attribute, resource.Position))).Value;

    /// <summary>What `Ref` to this resource gives.</summary>
    public string Ref(TemplateResource resource) =>
        ((TemplateScalar)Read(scope => scope.Ref(resource.LogicalId, resource.Position))).Value;

    private TemplateNode Resolve(TemplateNode node) => Read(scope => scope.Evaluate(node));

    private T Read<T>(Func<StackScope, T> read)
    {
        var faults = new TemplateFaults(template.File);
        var value = read(template.Scope.With(created, faults));
        faults.ThrowIfAny();
        return value;
    }
}
