using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;

namespace Onboarding.LocalAws.Tests.CloudTemplate;

/// <summary>
/// What invokes a function or is a target of a rule: one event of SAM, or the resource that stands for it.
/// </summary>
/// <param name="Type">SAM's name of it, also where the template has the resource itself.</param>
/// <param name="Function">The function's properties; null where the source is a resource of its own.</param>
internal sealed record EventSource(
    string Name, string Type, SourcePosition Position, TemplateMapping Properties, TemplateMapping? Function)
{
    public TemplateFault Fault(string message) => new(Position, $"{Name}: {message}");

    public static IEnumerable<EventSource> Of(CloudResource resource) => resource.Type switch
    {
        SamTypes.Function => (resource.Properties.Find("Events") as TemplateMapping)?.Entries
            .Select(entry => OfEvent(resource, entry)) ?? [],
        SamTypes.EventSourceMapping => [OfMapping(resource)],
        SamTypes.Rule => (resource.Properties.Find("Targets") as TemplateSequence)?.Items.OfType<TemplateMapping>()
            .Select((target, index) => new EventSource(
                $"{resource.LogicalId}.Targets[{index}]", "EventBridgeRule", target.Position, target, null)) ?? [],
        _ => [],
    };

    private static EventSource OfEvent(CloudResource function, TemplateEntry entry)
    {
        var body = (TemplateMapping)entry.Value;
        return new EventSource(
            $"{function.LogicalId}.{entry.Key}",
            body.FindText("Type") ?? "",
            entry.KeyPosition,
            body.Find("Properties") as TemplateMapping ?? new TemplateMapping([], entry.KeyPosition),
            function.Properties);
    }

    /// <summary>A stream is read from a position, a queue is not.</summary>
    private static EventSource OfMapping(CloudResource mapping) => mapping.Properties.Find("StartingPosition") is null
        ? new(
            mapping.LogicalId,
            "SQS",
            mapping.Position,
            mapping.Properties.With("Queue", mapping.Properties.Find("EventSourceArn")!, mapping.Position),
            null)
        : new(mapping.LogicalId, "DynamoDB", mapping.Position, mapping.Properties, null);
}
