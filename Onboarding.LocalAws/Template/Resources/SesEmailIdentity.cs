using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>
/// AWS::SES::EmailIdentity: a sender. AWS verifies it by mail or DNS; the local one is verified at once.
/// </summary>
internal static class SesEmailIdentity
{
    public const string Name = "AWS::SES::EmailIdentity";

    public static readonly ResourceType Type = new(Name, Shape.Object(
        Property.Required("EmailIdentity", Shape.Text),
        Property.CloudOnly("DkimAttributes"),
        Property.CloudOnly("FeedbackAttributes"),
        Property.CloudOnly("MailFromAttributes")))
    {
        NameProperty = "EmailIdentity",
        Ref = (_, identity) => identity,
        Attributes = FrozenDictionary<string, AttributeValue>.Empty,
    };
}
