using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>What the creation of one resource gets.</summary>
internal sealed record ResourceContext(TemplateResource Resource, CreatedStack Stack)
{
    /// <summary>The name that the author gives, else `{stack}-{logicalId}`.</summary>
    public string Name { get; } = Stack.Values.PhysicalName(Resource);

    /// <summary>Without intrinsic functions; their shape is checked.</summary>
    public TemplateMapping Properties { get; } = Stack.Values.Resolve(Resource);

    public required WireEndpoints Endpoints { get; init; }

    public required IStackRuntime Runtime { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Records a value that only creation reveals, such as a table's `StreamArn`.</summary>
    public void SetCreated(string attribute, string value) => Stack.Set(Resource, attribute, value);

    /// <exception cref="WireException">The endpoint refused the call.</exception>
    public async Task<WireResponse> CallAsync(JsonApi api, string operation, byte[] body, CancellationToken stop) =>
        (await TryCallAsync(api, operation, body, stop)).MustSucceed();

    public bool IsElsewhere(JsonApi api) => Endpoints.IsElsewhere(api.Service);

    /// <summary>For a call whose refusal may be an answer.</summary>
    public Task<WireResponse> TryCallAsync(JsonApi api, string operation, byte[] body, CancellationToken stop) =>
        Endpoints.Of(api.Service).CallAsync(api, operation, body, stop);

    /// <summary>
    /// Where an API takes two resources of one name, the next start could not tell which is whose.
    /// </summary>
    /// <param name="isBeside">Whether the other stands where names must differ.</param>
    /// <exception cref="ProvisioningException">Another resource of the template has the name.</exception>
    public void RefuseNamesake(Func<TemplateResource, bool> isBeside)
    {
        var namesake = Stack.Template.Resources.FirstOrDefault(other => other.Type == Resource.Type
            && other.LogicalId != Resource.LogicalId && Stack.Values.PhysicalName(other) == Name && isBeside(other));
        if (namesake is not null)
        {
            throw new ProvisioningException($"its name '{Name}' is that of {namesake.LogicalId}, too; give it another");
        }
    }
}
