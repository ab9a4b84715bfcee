using System.Collections.Frozen;

namespace Onboarding.LocalAws.Template;

/// <summary>Every resource type that a template may hold; the layer that creates resources gives them.</summary>
internal sealed class ResourceTypes
{
    private readonly FrozenDictionary<string, ResourceType> _byName;

    public ResourceTypes(IEnumerable<ResourceType> types)
    {
        _byName = types.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);
        Names = $"{Join(isCloudOnly: false)}; cloud only: {Join(isCloudOnly: true)}";
    }

    /// <summary>What a template may name, for messages.</summary>
    public string Names { get; }

    /// <summary>The type that the SAM transform makes resources of; the list holds each of them.</summary>
    public ResourceType this[string name] => _byName[name];

    /// <summary>The type that a template names; null where there is none.</summary>
    public ResourceType? Find(string name) =>
        _byName.GetValueOrDefault(name) is { IsOfTransform: false } type ? type : null;

    private string Join(bool isCloudOnly) => string.Join(", ", _byName.Values
        .Where(type => !type.IsOfTransform && type.IsCloudOnly == isCloudOnly)
        .Select(type => type.Name)
        .Order(StringComparer.Ordinal));
}
