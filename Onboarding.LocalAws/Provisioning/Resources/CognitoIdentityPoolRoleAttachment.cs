using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>AWS::Cognito::IdentityPoolRoleAttachment; its properties are those of SetIdentityPoolRoles.</summary>
internal sealed class CognitoIdentityPoolRoleAttachment : IStackResource
{
    private const string Name = "AWS::Cognito::IdentityPoolRoleAttachment";

    private static readonly ObjectShape SetIdentityPoolRoles = Shape.Object(
        Property.Required("IdentityPoolId", Shape.Text),
        Property.Required("Roles", Shape.Object(
            Property.Optional("authenticated", Shape.Text),
            Property.Optional("unauthenticated", Shape.Text))));

    public ResourceType Type { get; } = new(Name, SetIdentityPoolRoles)
    {
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Id"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public Task CreateAsync(ResourceContext context, CancellationToken stop) => context.CallAsync(
        JsonApi.CognitoIdentity,
        nameof(SetIdentityPoolRoles),
        JsonBody.Object(json => json.WriteProperties(context.Properties, SetIdentityPoolRoles)),
        stop);
}
