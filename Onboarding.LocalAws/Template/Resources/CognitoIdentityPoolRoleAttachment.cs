using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>AWS::Cognito::IdentityPoolRoleAttachment; its properties are those of SetIdentityPoolRoles.</summary>
internal static class CognitoIdentityPoolRoleAttachment
{
    public const string Name = "AWS::Cognito::IdentityPoolRoleAttachment";

    public static readonly ObjectShape SetIdentityPoolRoles = Shape.Object(
        Property.Required("IdentityPoolId", Shape.Text),
        Property.Required("Roles", Shape.Object(
            Property.Optional("authenticated", Shape.Text),
            Property.Optional("unauthenticated", Shape.Text))));

    public static readonly ResourceType Type = new(Name, SetIdentityPoolRoles)
    {
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Id"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
