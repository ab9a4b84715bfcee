using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::Events::Archive. One that a data folder has kept gets the template's settings and keeps its events, and with
/// another bus it is an error: an archive's source cannot change.
/// </summary>
internal sealed class EventsArchive : IStackResource
{
    private const string Name = "AWS::Events::Archive";

    /// <summary>What CreateArchive and UpdateArchive get as it stands.</summary>
    private static readonly ObjectShape Settings = Shape.Object(
        Property.Optional("Description", Shape.Text),
        Property.Optional("RetentionDays", Shape.Integer(0, int.MaxValue)));

    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        .. Settings.Properties,
        Property.Optional("ArchiveName", Shape.Text),
        Property.Optional("EventPattern", Shape.Json),
        Property.Required("SourceArn", Shape.Text),
        Property.CloudOnly("KmsKeyIdentifier"),
    ]))
    {
        NameProperty = "ArchiveName",
        Check = (properties, faults) => EventsRule.CheckPattern(Name, properties.Find("EventPattern"), faults),
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => stack.Arn("events", $"archive/{name}"),
            ["ArchiveName"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var source = context.Properties.RequiredText("SourceArn");
        var created = await context.TryCallAsync(
            JsonApi.EventBridge, "CreateArchive", Body(context, source), stop);
        created.MustSucceed(unless: "ResourceAlreadyExistsException");
        if (created.IsSuccess)
        {
            return;
        }

        var kept = await context.CallAsync(
            JsonApi.EventBridge, "DescribeArchive", JsonBody.Object("ArchiveName", context.Name), stop);
        if (kept.Text("EventSourceArn") is var keptSource && keptSource != source)
        {
            throw new ProvisioningException(
                $"the archive {context.Name} is there, of {keptSource}; an archive cannot get another source");
        }

        await context.CallAsync(JsonApi.EventBridge, "UpdateArchive", Body(context, source: null), stop);
    }

    /// <param name="source">Null for UpdateArchive, which does not know it.</param>
    private static byte[] Body(ResourceContext context, string? source) => JsonBody.Object(json =>
    {
        json.WriteString("ArchiveName", context.Name);
        if (source is not null)
        {
            json.WriteString("EventSourceArn", source);
        }

        if (context.Properties.Find("EventPattern") is { } pattern)
        {
            json.WriteString("EventPattern", JsonBody.Text(pattern, Shape.Json));
        }

        json.WriteProperties(context.Properties, Settings);
    });
}
