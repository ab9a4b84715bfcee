using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::Cognito::UserPoolClient; its properties are those of CreateUserPoolClient. One that a data folder has kept is
/// found by its name and brought to the template's settings by UpdateUserPoolClient.
/// </summary>
internal sealed class CognitoUserPoolClient : IStackResource
{
    private const string Name = "AWS::Cognito::UserPoolClient";

    private static readonly Shape Unit = Shape.OneOf("seconds", "minutes", "hours", "days");

    /// <summary>The part that is sent to CreateUserPoolClient as it stands.</summary>
    private static readonly ObjectShape CreateUserPoolClient = Shape.Object(
        Property.Required("UserPoolId", Shape.Text),
        Property.Optional("AccessTokenValidity", Shape.Integer(0, 86_400)),
        Property.Optional("EnableTokenRevocation", Shape.Boolean),
        Property.Optional("ExplicitAuthFlows", Shape.List(Shape.OneOf(
            "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_USER_SRP_AUTH"))),
        Property.Optional("IdTokenValidity", Shape.Integer(0, 86_400)),
        Property.Optional("PreventUserExistenceErrors", Shape.OneOf("ENABLED", "LEGACY")),
        Property.Optional("ReadAttributes", Shape.List(Shape.Text)),
        Property.Optional("RefreshTokenRotation", Shape.Object(
            Property.Required("Feature", Shape.OneOf("ENABLED", "DISABLED")),
            Property.Optional("RetryGracePeriodSeconds", Shape.Integer(0, 60)))),
        Property.Optional("RefreshTokenValidity", Shape.Integer(0, 315_360_000)),
        Property.Optional("SupportedIdentityProviders", Shape.List(Shape.OneOf("COGNITO"))),
        Property.Optional("TokenValidityUnits", Shape.Object(
            Property.Optional("AccessToken", Unit),
            Property.Optional("IdToken", Unit),
            Property.Optional("RefreshToken", Unit))),
        Property.Optional("WriteAttributes", Shape.List(Shape.Text)));

    /// <summary>What UpdateUserPoolClient takes of it: a client keeps its secret, or has none for ever.</summary>
    private static readonly ObjectShape UpdateUserPoolClient =
        Shape.Object([.. CreateUserPoolClient.Properties.Where(p => p.Name != "GenerateSecret")]);

    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        .. CreateUserPoolClient.Properties,
        Property.Optional("ClientName", Shape.Text),
        // False is all that it can say, and what the API takes without it.
        Property.Optional("GenerateSecret", Shape.OneOf("false")),
    ]))
    {
        NameProperty = "ClientName",
        Ref = (_, _) => null,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["ClientId"] = (_, _) => null,
            ["Name"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var poolId = context.Properties.RequiredText("UserPoolId");
        context.RefuseNamesake(other => context.Stack.Values.Resolve(other).FindText("UserPoolId") == poolId);
        var kept = await KeptByName.FindUserPoolClientAsync(context, poolId, stop);
        var (operation, body) = kept is null
            ? (nameof(CreateUserPoolClient), JsonBody.Object(
                "ClientName", context.Name, context.Properties, CreateUserPoolClient))
            : (nameof(UpdateUserPoolClient), JsonBody.Object(
                "ClientId", kept, context.Properties, UpdateUserPoolClient));
        var client = await context.CallAsync(JsonApi.Cognito, operation, body, stop);
        var id = client.Text("UserPoolClient", "ClientId");
        context.SetCreated("Ref", id);
        context.SetCreated("ClientId", id);
    }
}
