using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template;

/// <summary>
/// Gives one attribute (or the Ref value) of a resource; null is "known only once the resource exists".
/// </summary>
internal delegate string? AttributeValue(StackIdentity stack, string physicalName);

/// <summary>
/// What the local stack knows about one resource type: the allow list of its properties and its attributes.
/// </summary>
internal sealed record ResourceType(string Name, ObjectShape Properties)
{
    /// <summary>The property with which an author fixes the physical name; null where the type has none.</summary>
    public string? NameProperty { get; init; }

    /// <summary>Null where every generated name is formed alike.</summary>
    public GeneratedNameEnding? GeneratedNameEnding { get; init; }

    /// <summary>Some names may not hold capitals: bucket names.</summary>
    public bool IsNameLowerCase { get; init; }

    public required AttributeValue Ref { get; init; }

    public FrozenDictionary<string, AttributeValue> Attributes { get; init; } =
        FrozenDictionary<string, AttributeValue>.Empty;

    /// <summary>
    /// Reports what a shape cannot say: properties that exclude or need each other, texts with a grammar.
    /// </summary>
    public Action<TemplateMapping, TemplateFaults>? Check { get; init; }

    /// <summary>
    /// Cloud-only types are checked for references and reported at start, but nothing is created for them.
    /// </summary>
    public bool IsCloudOnly { get; init; }

    /// <summary>The SAM transform makes its resources; a template cannot name it.</summary>
    public bool IsOfTransform { get; init; }
}

/// <summary>What a name that the author leaves open ends with where a property is true: <c>.fifo</c>.</summary>
internal sealed record GeneratedNameEnding(string Property, string Text);
