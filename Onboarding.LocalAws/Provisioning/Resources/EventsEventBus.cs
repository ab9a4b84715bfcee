using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>AWS::Events::EventBus; the default bus exists without one.</summary>
internal sealed class EventsEventBus : IStackResource
{
    private const string Name = "AWS::Events::EventBus";

    private static readonly ObjectShape CreateEventBus = Shape.Object(
        Property.Optional("Description", Shape.Text),
        Property.Optional("Tags", EventsRule.Tags));

    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        .. CreateEventBus.Properties,
        Property.Required("Name", Shape.Text),
        Property.CloudOnly("KmsKeyIdentifier"),
        Property.CloudOnly("LogConfig"),
        Property.CloudOnly("Policy"),
    ]))
    {
        NameProperty = "Name",
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => stack.Arn("events", $"event-bus/{name}"),
            ["Name"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var body = JsonBody.Object("Name", context.Name, context.Properties, CreateEventBus);
        (await context.TryCallAsync(JsonApi.EventBridge, nameof(CreateEventBus), body, stop))
            .MustSucceed(unless: "ResourceAlreadyExistsException");
        if (context.IsElsewhere(JsonApi.EventBridge))
        {
            // The endpoint's account and region may be others than this host's.
            var bus = await context.CallAsync(
                JsonApi.EventBridge, "DescribeEventBus", JsonBody.Object("Name", context.Name), stop);
            context.SetCreated("Arn", bus.Text("Arn"));
        }
    }
}
