using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// UpdateConfigurationSetEventDestination: all of it anew. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateConfigurationSetEventDestination.html.
/// </summary>
internal sealed class UpdateConfigurationSetEventDestination(SendingAccount account, AwsScope scope)
    : IRestJsonOperation
{
    public string Name => "UpdateConfigurationSetEventDestination";

    public RestJsonRoute Route { get; } =
        new("PUT /v2/email/configuration-sets/{ConfigurationSetName}/event-destinations/{EventDestinationName}");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:UpdateConfigurationSetEventDestination", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } =
        new("ConfigurationSetName", "EventDestination", "EventDestinationName");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var (setName, name) = (call.Label("ConfigurationSetName"), call.Label("EventDestinationName"));
        var destination = EventDestinationInput.Read(call.Input, name, scope);
        var isKnown = false;
        var isThere = account.ChangeSet(setName, set =>
        {
            isKnown = set.Destination(name) is not null;
            return isKnown
                ? set with { Destinations = [.. set.Destinations.Select(d => d.Name == name ? destination : d)] }
                : null;
        });
        return !isThere ? throw SesErrors.NoConfigurationSet(setName)
            : !isKnown ? throw SesErrors.NoDestination(setName, name)
            : ValueTask.CompletedTask;
    }
}
