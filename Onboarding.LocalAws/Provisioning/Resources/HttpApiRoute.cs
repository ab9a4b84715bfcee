using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>What the SAM transform makes of one HttpApi event. Not a type that a template can name.</summary>
internal sealed class HttpApiRoute : IStackResource
{
    public ResourceType Type { get; } = new(SamTypes.HttpApiRoute, Shape.Object(
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
        IsOfTransform = true,
        Ref = (_, name) => name,
    };

    /// <summary>The API takes it with the others.</summary>
    /// <exception cref="ProvisioningException">No API of the template would: the route would be lost.</exception>
    public Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var apiId = context.Properties.RequiredText("ApiId");
        var hasApi = context.Stack.Template.Resources.Any(resource =>
            resource.Type.Name == SamTypes.HttpApi && context.Stack.Values.PhysicalName(resource) == apiId);
        return hasApi
            ? Task.CompletedTask
            : throw new ProvisioningException($"its ApiId '{apiId}' is that of no {SamTypes.HttpApi} of the template");
    }
}
