using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// PutConfigurationSetSuppressionOptions: for which reasons the account's list is heeded; absent leaves it to the
/// account. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutConfigurationSetSuppressionOptions.html.
/// </summary>
internal sealed class PutConfigurationSetSuppressionOptions(SendingAccount account) : IRestJsonOperation
{
    public string Name => "PutConfigurationSetSuppressionOptions";

    public RestJsonRoute Route { get; } =
        new("PUT /v2/email/configuration-sets/{ConfigurationSetName}/suppression-options");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:PutConfigurationSetSuppressionOptions", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } = new("ConfigurationSetName", "SuppressedReasons")
    {
        Refused = ["ValidationOptions"],
    };

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("ConfigurationSetName");
        var reasons = SuppressionInput.Reasons(call.Input);
        return account.ChangeSet(name, set => set with { SuppressedReasons = reasons })
            ? ValueTask.CompletedTask
            : throw SesErrors.NoConfigurationSet(name);
    }
}
