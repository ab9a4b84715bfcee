using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>What the SAM transform makes of one HttpApi event. Not a type that a template can name.</summary>
internal static class HttpApiRoute
{
    public const string Name = "AWS::Serverless::Function HttpApi event";

    /// <summary>The authorizer name with which an event lifts the API's default.</summary>
    public const string NoAuthorizer = "NONE";

    public static readonly ResourceType Type = new(Name, Shape.Object(
        Property.Required("ApiId", Shape.Text),
        Property.Required("FunctionName", Shape.Text),
        Property.Optional("Method", Shape.Text),
        Property.Optional("Path", Shape.Text),
        Property.Optional("PayloadFormatVersion", Shape.OneOf("1.0", "2.0")),
        Property.Optional("TimeoutInMillis", Shape.Integer(50, 30_000)),
        Property.Optional("RouteSettings", ServerlessHttpApi.RouteSettings),
        Property.Optional("Auth", Shape.Object(
            Property.Optional("Authorizer", Shape.Text),
            Property.Optional("AuthorizationScopes", Shape.List(Shape.Text)),
            Property.CloudOnly("InvokeRole")))))
    {
        Ref = (_, name) => name,
    };
}
