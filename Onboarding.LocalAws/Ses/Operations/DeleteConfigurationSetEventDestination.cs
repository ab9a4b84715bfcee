using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// DeleteConfigurationSetEventDestination. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteConfigurationSetEventDestination.html.
/// </summary>
internal sealed class DeleteConfigurationSetEventDestination(SendingAccount account) : IRestJsonOperation
{
    public string Name => "DeleteConfigurationSetEventDestination";

    public RestJsonRoute Route { get; } =
        new("DELETE /v2/email/configuration-sets/{ConfigurationSetName}/event-destinations/{EventDestinationName}");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:DeleteConfigurationSetEventDestination", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } = new("ConfigurationSetName", "EventDestinationName");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var (setName, name) = (call.Label("ConfigurationSetName"), call.Label("EventDestinationName"));
        var isKnown = false;
        var isThere = account.ChangeSet(setName, set =>
        {
            isKnown = set.Destination(name) is not null;
            return isKnown ? set with { Destinations = [.. set.Destinations.Where(d => d.Name != name)] } : null;
        });
        return !isThere ? throw SesErrors.NoConfigurationSet(setName)
            : !isKnown ? throw SesErrors.NoDestination(setName, name)
            : ValueTask.CompletedTask;
    }
}
