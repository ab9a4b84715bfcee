using Google.Protobuf.WellKnownTypes;
using Onboarding.AppHost.Dashboard.Resources.Wire;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>Makes one resource as the dashboard wants it: what it insists on is always set.</summary>
internal sealed class ResourceBuilder
{
    private readonly ResourceState _resource;

    /// <param name="name">Also the <c>service.name</c> of its telemetry: by it the dashboard links them.</param>
    /// <param name="icon">A name of the Fluent icons.</param>
    public ResourceBuilder(string name, string type, DateTimeOffset createdAt, string icon, string? displayName = null)
    {
        var created = Timestamp.FromDateTimeOffset(createdAt);
        _resource = new ResourceState
        {
            Name = name,
            Type = type,
            DisplayName = displayName ?? name,
            Uid = name,
            CreatedAt = created,
            StartedAt = created,
            IconName = icon,
            State = "Running",
        };
    }

    /// <param name="style">success, info, warning or error; for the words that are not the dashboard's own.</param>
    public ResourceBuilder State(string state, string style)
    {
        (_resource.State, _resource.StateStyle) = (state, style);
        return this;
    }

    public ResourceBuilder Url(string name, Uri url)
    {
        _resource.Urls.Add(new ResourceUrl
        {
            EndpointName = name,
            FullUrl = url.AbsoluteUri,
            Display = new UrlDisplay { SortOrder = -_resource.Urls.Count, DisplayName = name },
        });
        return this;
    }

    /// <summary>Shown in the details; the first one is the table's Source column, too.</summary>
    public ResourceBuilder Property(string name, string value)
    {
        if (_resource.Properties.Count == 0)
        {
            Add("resource.source", "Source", value);
        }

        return Add($"localaws.{name}", name, value);
    }

    /// <summary>It stands below that one in the table.</summary>
    public ResourceBuilder Parent(string name)
    {
        Add("resource.parentName", "Parent", name);
        return Related("Parent", name);
    }

    public ResourceBuilder Reference(string displayName) => Related("Reference", displayName);

    public ResourceBuilder Health(string key, HealthStatus status, string description)
    {
        _resource.HealthReports.Add(new HealthReport { Key = key, Status = status, Description = description });
        return this;
    }

    public ResourceBuilder Variable(string name, string value)
    {
        _resource.Environment.Add(new EnvironmentVariable { Name = name, Value = value, IsFromSpec = true });
        return this;
    }

    public ResourceBuilder Command(ResourceCommand command)
    {
        _resource.Commands.Add(command);
        return this;
    }

    public ResourceState Build() => _resource;

    private ResourceBuilder Related(string type, string name)
    {
        _resource.Relationships.Add(new ResourceRelationship { Type = type, ResourceName = name });
        return this;
    }

    private ResourceBuilder Add(string name, string displayName, string value)
    {
        _resource.Properties.Add(new ResourceProperty
        {
            Name = name,
            DisplayName = displayName,
            Value = Value.ForString(value),
            IsHighlighted = true,
            SortOrder = _resource.Properties.Count,
        });
        return this;
    }
}
