namespace Onboarding.LocalAws.Provisioning;

/// <summary>A stack that is up.</summary>
/// <param name="Outputs">The template's Outputs, resolved, in its order.</param>
/// <param name="CloudOnly">What the template declares and only AWS gives an effect, one line each.</param>
internal sealed record ProvisionedStack(
    string StackName,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<ProvisionedResource> Resources,
    IReadOnlyList<string> CloudOnly);

/// <summary>One resource that was created.</summary>
/// <param name="PhysicalId">What `Ref` gives in AWS: a name, a queue's URL, an API's id.</param>
/// <param name="Arn">Null for types without one.</param>
internal sealed record ProvisionedResource(string LogicalId, string Type, string PhysicalId, string? Arn);
