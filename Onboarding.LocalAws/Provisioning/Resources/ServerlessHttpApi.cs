using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>AWS::Serverless::HttpApi; its routes come from the functions' HttpApi events.</summary>
internal sealed class ServerlessHttpApi : IStackResource
{
    public const string Name = SamTypes.HttpApi;

    public static readonly ObjectShape RouteSettings = Shape.Object(
        Property.Optional("ThrottlingBurstLimit", Shape.Integer(0, int.MaxValue)),
        Property.Optional("ThrottlingRateLimit", Shape.Number),
        Property.CloudOnly("DetailedMetricsEnabled"));

    /// <summary>Either a JWT authorizer (JwtConfiguration) or a Lambda authorizer (FunctionArn).</summary>
    private static readonly Shape Authorizer = Shape.Object(
        Property.Optional("AuthorizationScopes", Shape.List(Shape.Text)),
        Property.Optional("IdentitySource", Shape.Text),
        Property.Optional("JwtConfiguration", Shape.Object(
            Property.Required("issuer", Shape.Text),
            Property.Required("audience", Shape.List(Shape.Text)))),
        Property.Optional("FunctionArn", Shape.Text),
        Property.Optional("AuthorizerPayloadFormatVersion", Shape.OneOf("1.0", "2.0")),
        Property.Optional("EnableSimpleResponses", Shape.Boolean),
        Property.Optional("Identity", Shape.Object(
            Property.Optional("Context", Shape.List(Shape.Text)),
            Property.Optional("Headers", Shape.List(Shape.Text)),
            Property.Optional("QueryStrings", Shape.List(Shape.Text)),
            Property.Optional("ReauthorizeEvery", Shape.Integer(0, 3600)),
            Property.Optional("StageVariables", Shape.List(Shape.Text)))),
        Property.CloudOnly("EnableFunctionDefaultPermissions"),
        Property.CloudOnly("FunctionInvokeRole"));

    public ResourceType Type { get; } = new(Name, Shape.Object(
        Property.Optional("Auth", Shape.Object(
            Property.Optional("Authorizers", Shape.Map(Authorizer)),
            Property.Optional("DefaultAuthorizer", Shape.Text))),
        Property.Optional("CorsConfiguration", Shape.Object(
            Property.Optional("AllowCredentials", Shape.Boolean),
            Property.Optional("AllowHeaders", Shape.List(Shape.Text)),
            Property.Optional("AllowMethods", Shape.List(Shape.Text)),
            Property.Optional("AllowOrigins", Shape.List(Shape.Text)),
            Property.Optional("ExposeHeaders", Shape.List(Shape.Text)),
            Property.Optional("MaxAge", Shape.Integer(-1, 86_400)))),
        Property.Optional("DefaultRouteSettings", RouteSettings),
        Property.Optional("RouteSettings", Shape.Map(RouteSettings)),
        Property.Optional("StageName", Shape.OneOf("$default")),
        Property.Optional("StageVariables", Shape.Map(Shape.Text)),
        Property.CloudOnly("AccessLogSettings"),
        Property.CloudOnly("Description"),
        Property.CloudOnly("FailOnWarnings"),
        Property.CloudOnly("Tags")))
    {
        Check = HttpApiCheck.Check,
        // API Gateway's ids are ten lower-case letters and digits; clients only see them in the event.
        Ref = (_, name) => name,
        IsNameLowerCase = true,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["ApiEndpoint"] = (stack, _) => stack.EdgeUrl,
            ["ApiId"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <summary>Its id is known before: it is created once every function that it routes to exists.</summary>
    public Task CreateAsync(ResourceContext context, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task FinishAsync(ResourceContext context, CancellationToken stop)
    {
        var routes = context.Stack.Template.Resources
            .Where(resource => resource.Type.Name == SamTypes.HttpApiRoute)
            .Select(context.Stack.Values.Resolve)
            .Where(route => route.RequiredText("ApiId") == context.Name);
        return context.Runtime.CreateHttpApiAsync(
            HttpApiReader.Read(context.Name, context.Properties, routes), stop).AsTask();
    }
}
