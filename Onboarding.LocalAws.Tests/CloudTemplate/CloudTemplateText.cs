using Onboarding.LocalAws.Provisioning.Resources;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;

namespace Onboarding.LocalAws.Tests.CloudTemplate;

/// <summary>
/// The template as its author wrote it, with every branch of every condition: the local host looks only at those that
/// hold there, an account may take the others. Globals are merged into the functions.
/// </summary>
internal sealed class CloudTemplateText
{
    private CloudTemplateText(TemplateMapping root)
    {
        var globals = new GlobalsSection(root.Find("Globals") as TemplateMapping, StackResources.Types);
        Resources =
        [
            .. ((TemplateMapping)root.Find("Resources")!).Entries.Select(entry => ResourceOf(entry, globals)),
        ];
        EventSources = [.. Resources.SelectMany(EventSource.Of)];
        Statements = [.. Resources.SelectMany(resource => PolicyStatement.In(resource, resource.Properties))];
    }

    public IReadOnlyList<CloudResource> Resources { get; }

    public IReadOnlyList<EventSource> EventSources { get; }

    /// <summary>Of every policy in the template, of functions, roles, queues or buckets.</summary>
    public IReadOnlyList<PolicyStatement> Statements { get; }

    public static CloudTemplateText Read(string text)
    {
        var faults = new TemplateFaults("template.yaml");
        var root = YamlReader.Read(text, faults);
        faults.ThrowIfAny();
        return new CloudTemplateText((TemplateMapping)root!);
    }

    public IEnumerable<CloudResource> OfType(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>The resource that a <c>Ref</c> or <c>Fn::GetAtt</c> names; null where the value is another.</summary>
    public CloudResource? Named(TemplateNode? reference)
    {
        var id = reference is not null && Intrinsics.IsCall(reference, out var call)
            ? call switch
            {
                { Key: "Ref", Value: TemplateScalar name } => name.Value,
                { Key: "Fn::GetAtt", Value: TemplateSequence { Items: [TemplateScalar name, ..] } } => name.Value,
                _ => null,
            }
            : null;
        return Resources.FirstOrDefault(resource => resource.LogicalId == id);
    }

    private static CloudResource ResourceOf(TemplateEntry entry, GlobalsSection globals)
    {
        var body = (TemplateMapping)entry.Value;
        var type = (TemplateScalar)body.Find("Type")!;
        var properties = body.Find("Properties") as TemplateMapping ?? new TemplateMapping([], entry.KeyPosition);
        return new CloudResource(entry.Key, type.Value, entry.KeyPosition, type.Value switch
        {
            SamTypes.Function => globals.Apply("Function", properties),
            SamTypes.HttpApi => globals.Apply("HttpApi", properties),
            _ => properties,
        });
    }
}

/// <param name="Position">Of the logical id.</param>
internal sealed record CloudResource(
    string LogicalId, string Type, SourcePosition Position, TemplateMapping Properties)
{
    public TemplateFault Fault(string message) => new(Position, $"{LogicalId}: {message}");
}
