using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::SES::EmailIdentity: a sender. AWS verifies it by mail or DNS; the local one is verified at once,
/// or waits for the link of its mail where SES plays the sandbox.
/// </summary>
internal sealed class SesEmailIdentity : IStackResource
{
    private const string Name = "AWS::SES::EmailIdentity";

    public ResourceType Type { get; } = new(Name, Shape.Object(
        Property.Required("EmailIdentity", Shape.Text),
        Property.CloudOnly("DkimAttributes"),
        Property.CloudOnly("FeedbackAttributes"),
        Property.CloudOnly("MailFromAttributes")))
    {
        NameProperty = "EmailIdentity",
        Ref = (_, identity) => identity,
        Attributes = FrozenDictionary<string, AttributeValue>.Empty,
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop) =>
        (await context.Endpoints.Of("ses").SesAsync(
            "CreateEmailIdentity",
            HttpMethod.Post,
            "identities",
            JsonBody.Object("EmailIdentity", context.Name),
            stop))
        .MustSucceed(unless: "AlreadyExistsException");
}
