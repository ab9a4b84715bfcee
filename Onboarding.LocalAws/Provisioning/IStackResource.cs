using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>One resource type: what its properties may be, what Ref and GetAtt give, and how it is created.</summary>
internal interface IStackResource
{
    ResourceType Type { get; }

    /// <summary>Called once all that the resource needs exists, at the same time as others.</summary>
    /// <exception cref="ProvisioningException">It cannot be created; the caller adds its name and place.</exception>
    /// <exception cref="Wire.Client.WireException">The endpoint refused it.</exception>
    Task CreateAsync(ResourceContext context, CancellationToken stop);

    /// <summary>Called once every resource of the stack exists.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    Task FinishAsync(ResourceContext context, CancellationToken stop) => Task.CompletedTask;
}
