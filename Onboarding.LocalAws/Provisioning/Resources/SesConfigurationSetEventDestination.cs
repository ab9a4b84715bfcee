using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::SES::ConfigurationSetEventDestination, to EventBridge's default bus. One that is there gets what the template
/// says.
/// </summary>
internal sealed class SesConfigurationSetEventDestination : IStackResource
{
    private const string Name = "AWS::SES::ConfigurationSetEventDestination";

    /// <summary>CloudFormation's names of the types of events, and the API's.</summary>
    private static readonly (string InTemplate, string InApi)[] Types =
    [
        ("send", "SEND"), ("reject", "REJECT"), ("bounce", "BOUNCE"), ("complaint", "COMPLAINT"),
        ("delivery", "DELIVERY"), ("open", "OPEN"), ("click", "CLICK"), ("renderingFailure", "RENDERING_FAILURE"),
        ("deliveryDelay", "DELIVERY_DELAY"), ("subscription", "SUBSCRIPTION"),
    ];

    private static readonly ObjectShape EventBridge = Shape.Object(Property.Required("EventBusArn", Shape.Text));

    private static readonly ObjectShape Destination = Shape.Object(
        Property.Optional("Name", Shape.Text),
        Property.Optional("Enabled", Shape.Boolean),
        Property.Required("MatchingEventTypes", Shape.List(Shape.OneOf([.. Types.Select(type => type.InTemplate)]))),
        Property.Required("EventBridgeDestination", EventBridge));

    public ResourceType Type { get; } = new(Name, Shape.Object(
        Property.Required("ConfigurationSetName", Shape.Text),
        Property.Required("EventDestination", Destination)))
    {
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Id"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var given = (TemplateMapping)context.Properties.Find("EventDestination")!;
        var name = given.FindText("Name") ?? context.Name;
        var path = $"configuration-sets/{context.Properties.RequiredText("ConfigurationSetName")}/event-destinations";
        var ses = context.Endpoints.Of("ses");
        var created = (await ses.SesAsync(
            "CreateConfigurationSetEventDestination", HttpMethod.Post, path, Body(given, name), stop))
            .MustSucceed(unless: "AlreadyExistsException");
        if (!created.IsSuccess)
        {
            (await ses.SesAsync(
                "UpdateConfigurationSetEventDestination",
                HttpMethod.Put,
                $"{path}/{name}",
                Body(given, name: null),
                stop)).MustSucceed();
        }
    }

    /// <param name="name">Null where the path has it.</param>
    private static byte[] Body(TemplateMapping given, string? name) => JsonBody.Object(json =>
    {
        if (name is not null)
        {
            json.WriteString("EventDestinationName", name);
        }

        json.WriteStartObject("EventDestination");
        // CloudFormation's default is the API's: not enabled.
        json.WriteBoolean("Enabled", given.FindText("Enabled") == "true");
        json.WriteStartArray("MatchingEventTypes");
        foreach (var type in given.FindList("MatchingEventTypes"))
        {
            json.WriteStringValue(Types.Single(known => known.InTemplate == ((TemplateScalar)type).Value).InApi);
        }

        json.WriteEndArray();
        json.WriteStartObject("EventBridgeDestination");
        json.WriteProperties((TemplateMapping)given.Find("EventBridgeDestination")!, EventBridge);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
