using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// CreateConfigurationSetEventDestination. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSetEventDestination.html.
/// </summary>
internal sealed class CreateConfigurationSetEventDestination(SendingAccount account, AwsScope scope)
    : IRestJsonOperation
{
    private const string NameMember = "EventDestinationName";

    public string Name => "CreateConfigurationSetEventDestination";

    public RestJsonRoute Route { get; } =
        new("POST /v2/email/configuration-sets/{ConfigurationSetName}/event-destinations");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:CreateConfigurationSetEventDestination", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } = new("ConfigurationSetName", "EventDestination", NameMember);

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var setName = call.Label("ConfigurationSetName");
        var name = ConfigurationSetInput.CheckName(call.Input.RequiredText(NameMember, NameMember), NameMember);
        var destination = EventDestinationInput.Read(call.Input, name, scope);
        var added = Addition.Added;
        var isThere = account.ChangeSet(setName, set =>
        {
            added = set.Destination(name) is not null ? Addition.Exists
                : set.Destinations.Count >= SendingAccount.DestinationCountMax ? Addition.TooMany
                : Addition.Added;
            return added == Addition.Added ? set with { Destinations = [.. set.Destinations, destination] } : null;
        });
        return (isThere, added) switch
        {
            (false, _) => throw SesErrors.NoConfigurationSet(setName),
            (_, Addition.Exists) => throw SesErrors.DestinationExists(setName, name),
            (_, Addition.TooMany) =>
                throw SesErrors.TooMany("event destinations", SendingAccount.DestinationCountMax),
            _ => ValueTask.CompletedTask,
        };
    }
}
