using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// PutConfigurationSetSendingOptions: absent means disabled, as a flag of the model. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutConfigurationSetSendingOptions.html.
/// </summary>
internal sealed class PutConfigurationSetSendingOptions(SendingAccount account) : IRestJsonOperation
{
    public string Name => "PutConfigurationSetSendingOptions";

    public RestJsonRoute Route { get; } = new("PUT /v2/email/configuration-sets/{ConfigurationSetName}/sending");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:PutConfigurationSetSendingOptions", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } = new("ConfigurationSetName", "SendingEnabled");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("ConfigurationSetName");
        var isEnabled = call.Input.Flag("SendingEnabled") ?? false;
        return account.ChangeSet(name, set => set with { IsSendingEnabled = isEnabled })
            ? ValueTask.CompletedTask
            : throw SesErrors.NoConfigurationSet(name);
    }
}
