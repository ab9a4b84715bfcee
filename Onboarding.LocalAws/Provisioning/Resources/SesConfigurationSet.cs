using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>AWS::SES::ConfigurationSet. One that is there gets what the template says.</summary>
internal sealed class SesConfigurationSet : IStackResource
{
    private const string Name = "AWS::SES::ConfigurationSet";

    private static readonly ObjectShape SendingOptions = Shape.Object(
        Property.Optional("SendingEnabled", Shape.Boolean));

    private static readonly ObjectShape SuppressionOptions = Shape.Object(
        Property.Optional("SuppressedReasons", Shape.List(Shape.OneOf("BOUNCE", "COMPLAINT"))));

    private static readonly ObjectShape CreateConfigurationSet = Shape.Object(
        Property.Optional("SendingOptions", SendingOptions),
        Property.Optional("SuppressionOptions", SuppressionOptions),
        Property.Optional("Tags", EventsRule.Tags));

    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        .. CreateConfigurationSet.Properties,
        Property.Optional("Name", Shape.Text),
        Property.CloudOnly("ArchivingOptions"),
        Property.CloudOnly("DeliveryOptions"),
        Property.CloudOnly("ReputationOptions"),
        Property.CloudOnly("TrackingOptions"),
        Property.CloudOnly("VdmOptions"),
    ]))
    {
        NameProperty = "Name",
        Ref = (_, name) => name,
        Attributes = FrozenDictionary<string, AttributeValue>.Empty,
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var ses = context.Endpoints.Of("ses");
        var body = JsonBody.Object("ConfigurationSetName", context.Name, context.Properties, CreateConfigurationSet);
        var created = (await ses.SesAsync(
            nameof(CreateConfigurationSet), HttpMethod.Post, "configuration-sets", body, stop))
            .MustSucceed(unless: "AlreadyExistsException");
        if (created.IsSuccess)
        {
            return;
        }

        var path = $"configuration-sets/{context.Name}";
        (await ses.SesAsync(
            "PutConfigurationSetSendingOptions",
            HttpMethod.Put,
            $"{path}/sending",
            Options(context, "SendingOptions", SendingOptions, json => json.WriteBoolean("SendingEnabled", true)),
            stop)).MustSucceed();
        (await ses.SesAsync(
            "PutConfigurationSetSuppressionOptions",
            HttpMethod.Put,
            $"{path}/suppression-options",
            Options(context, "SuppressionOptions", SuppressionOptions, _ => { }),
            stop)).MustSucceed();
    }

    /// <param name="writeDefault">What a set has for which the template says nothing of it.</param>
    private static byte[] Options(
        ResourceContext context,
        string property,
        ObjectShape shape,
        Action<System.Text.Json.Utf8JsonWriter> writeDefault) => JsonBody.Object(json =>
    {
        if (context.Properties.Find(property) is TemplateMapping options)
        {
            json.WriteProperties(options, shape);
        }
        else
        {
            writeDefault(json);
        }
    });
}
