using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// DeleteConfigurationSet. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteConfigurationSet.html.
/// </summary>
internal sealed class DeleteConfigurationSet(SendingAccount account) : IRestJsonOperation
{
    public string Name => "DeleteConfigurationSet";

    public RestJsonRoute Route { get; } = new("DELETE /v2/email/configuration-sets/{ConfigurationSetName}");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:DeleteConfigurationSet", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } = new("ConfigurationSetName");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("ConfigurationSetName");
        return account.RemoveSet(name) ? ValueTask.CompletedTask : throw SesErrors.NoConfigurationSet(name);
    }
}
