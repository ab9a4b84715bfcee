namespace Onboarding.LocalAws.Template;

/// <summary>One entry of `Resources` after the SAM transform; the properties still hold intrinsic functions.</summary>
internal sealed record TemplateResource(string LogicalId, ResourceType Type, TemplateMapping Properties)
{
    /// <summary>The `DependsOn` of the template, not what the properties refer to.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Attributes beside its properties that have an effect only in AWS, such as DeletionPolicy.</summary>
    public IReadOnlyList<string> CloudOnly { get; init; } = [];

    public required SourcePosition Position { get; init; }
}
