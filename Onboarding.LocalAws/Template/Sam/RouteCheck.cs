using Onboarding.LocalAws.Routes;

namespace Onboarding.LocalAws.Template.Sam;

/// <summary>
/// Checks what only all routes together show: SAM refuses two events with one route, and the local edge has one root
/// and therefore one HTTP API.
/// </summary>
internal sealed class RouteCheck(TemplateFaults faults)
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly List<string> _routes = [];
    private string? _api;
    private TemplateMapping? _authorizers;
    private TemplateMapping? _settings;

    public void Check(TemplateResource resource, TemplateNode properties)
    {
        if (resource.Type.Name == SamTypes.HttpApi)
        {
            CheckApi(resource, properties);
        }

        if (resource.Type.Name == SamTypes.HttpApiRoute && properties is TemplateMapping route)
        {
            CheckRoute(resource, route);
        }
    }

    /// <summary>Called after the last resource: API Gateway refuses settings of a route that the API lacks.</summary>
    public void Finish()
    {
        var routes = _routes.Count == 0 ? "none" : string.Join(", ", _routes);
        foreach (var entry in (_settings?.Entries ?? []).Where(entry => !_routes.Contains(entry.Key)))
        {
            faults.Add(
                entry.KeyPosition,
                $"RouteSettings: no event has the route '{entry.Key}'; there are {routes}.");
        }
    }

    private void CheckApi(TemplateResource api, TemplateNode properties)
    {
        var auth = (properties as TemplateMapping)?.Find("Auth") as TemplateMapping;
        _authorizers = auth?.Find("Authorizers") as TemplateMapping;
        _settings = (properties as TemplateMapping)?.Find("RouteSettings") as TemplateMapping;
        if (_api is not null)
        {
            faults.Add(
                api.Position,
                $"'{api.LogicalId}' is a second HTTP API beside '{_api}'; Onboarding.LocalAws supports one per stack.");
        }

        _api ??= api.LogicalId;
    }

    private void CheckRoute(TemplateResource resource, TemplateMapping route)
    {
        var text = RouteKey.OfEvent(route.FindText("Method"), route.FindText("Path"));
        _routes.Add(text);
        if (RouteKey.Parse(text, out var fault) is not { } key)
        {
            faults.Add(resource.Position, $"Route {text}: {fault}");
        }
        else if (!_owners.TryAdd(key.Identity, resource.LogicalId))
        {
            faults.Add(resource.Position, $"Route {text} is already taken by '{_owners[key.Identity]}'.");
        }

        if (route.Find("Auth") is TemplateMapping auth
            && auth.Find("Authorizer") is TemplateScalar { Value: not SamTypes.NoAuthorizer } name
            && _authorizers?.Find(name.Value) is null)
        {
            faults.Add(name.Position, $"'{name.Value}' is not one of the API's Authorizers.");
        }
    }
}
