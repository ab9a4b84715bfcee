using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::Cognito::IdentityPool; its properties are those of CreateIdentityPool. Flags that can only be false are not
/// sent. One that a data folder has kept is found by its name and brought to the template's settings by
/// UpdateIdentityPool, which takes the same.
/// </summary>
internal sealed class CognitoIdentityPool : IStackResource
{
    private const string Name = "AWS::Cognito::IdentityPool";

    private static readonly Property[] Provider =
        [Property.Required("ClientId", Shape.Text), Property.Required("ProviderName", Shape.Text)];

    private static readonly Property AllowsGuests =
        Property.Required("AllowUnauthenticatedIdentities", Shape.Boolean);

    /// <summary>The part that is sent to CreateIdentityPool as it stands.</summary>
    private static readonly ObjectShape CreateIdentityPool = Shape.Object(
        AllowsGuests,
        Property.Optional("CognitoIdentityProviders", Shape.List(Shape.Object(Provider))));

    public ResourceType Type { get; } = new(Name, Shape.Object(
        AllowsGuests,
        Property.Optional("AllowClassicFlow", Shape.OneOf("false")),
        Property.Optional("CognitoIdentityProviders", Shape.List(Shape.Object(
            [.. Provider, Property.Optional("ServerSideTokenCheck", Shape.OneOf("false"))]))),
        Property.Optional("IdentityPoolName", Shape.Text),
        Property.CloudOnly("IdentityPoolTags")))
    {
        NameProperty = "IdentityPoolName",
        Ref = (_, _) => null,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Id"] = (_, _) => null,
            ["Name"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        context.RefuseNamesake(_ => true);
        var kept = await KeptByName.FindIdentityPoolAsync(context, stop);
        var body = JsonBody.Object(json =>
        {
            if (kept is not null)
            {
                json.WriteString("IdentityPoolId", kept);
            }

            json.WriteString("IdentityPoolName", context.Name);
            json.WriteProperties(context.Properties, CreateIdentityPool);
        });
        var operation = kept is null ? nameof(CreateIdentityPool) : "UpdateIdentityPool";
        var pool = await context.CallAsync(JsonApi.CognitoIdentity, operation, body, stop);
        var id = pool.Text("IdentityPoolId");
        context.SetCreated("Ref", id);
        context.SetCreated("Id", id);
    }
}
