using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::SNS::Topic, standard topics only, through CreateTopic, which takes a topic over that is there.
/// </summary>
internal sealed class SnsTopic : IStackResource
{
    private const string Name = "AWS::SNS::Topic";

    public ResourceType Type { get; } = new(Name, Shape.Object(
        Property.Optional("TopicName", Shape.Text),
        Property.CloudOnly("DataProtectionPolicy"),
        Property.CloudOnly("DisplayName"),
        Property.CloudOnly("KmsMasterKeyId"),
        Property.CloudOnly("Tags"),
        Property.CloudOnly("TracingConfig")))
    {
        NameProperty = "TopicName",
        Ref = (stack, name) => stack.Arn("sns", name),
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["TopicArn"] = (stack, name) => stack.Arn("sns", name),
            ["TopicName"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop) =>
        (await context.Endpoints.Of(QueryApi.Sns.Service).QueryAsync(
            QueryApi.Sns, "CreateTopic", new Dictionary<string, string> { ["Name"] = context.Name }, stop))
        .MustSucceed();
}
