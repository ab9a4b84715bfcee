using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>AWS::Events::EventBus; the default bus exists without one.</summary>
internal static class EventsEventBus
{
    public const string Name = "AWS::Events::EventBus";

    public static readonly ResourceType Type = new(Name, Shape.Object(
        Property.Required("Name", Shape.Text),
        Property.Optional("Description", Shape.Text),
        Property.CloudOnly("KmsKeyIdentifier"),
        Property.CloudOnly("LogConfig"),
        Property.CloudOnly("Policy"),
        Property.CloudOnly("Tags")))
    {
        NameProperty = "Name",
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => stack.Arn("events", $"event-bus/{name}"),
            ["Name"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
