using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>AWS::Cognito::UserPoolClient; its properties are those of CreateUserPoolClient.</summary>
internal static class CognitoUserPoolClient
{
    public const string Name = "AWS::Cognito::UserPoolClient";

    private static readonly Shape Unit = Shape.OneOf("seconds", "minutes", "hours", "days");

    /// <summary>The part that is sent to CreateUserPoolClient as it stands.</summary>
    public static readonly ObjectShape CreateUserPoolClient = Shape.Object(
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
    public static readonly ObjectShape UpdateUserPoolClient =
        Shape.Object([.. CreateUserPoolClient.Properties.Where(p => p.Name != "GenerateSecret")]);

    public static readonly ResourceType Type = new(Name, Shape.Object(
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
}
