using Onboarding.LocalAws.Ses.Events;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// GetConfigurationSetEventDestinations. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetConfigurationSetEventDestinations.html.
/// </summary>
internal sealed class GetConfigurationSetEventDestinations(SendingAccount account) : IRestJsonOperation
{
    public string Name => "GetConfigurationSetEventDestinations";

    public RestJsonRoute Route { get; } =
        new("GET /v2/email/configuration-sets/{ConfigurationSetName}/event-destinations");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:GetConfigurationSetEventDestinations", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } = new("ConfigurationSetName");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("ConfigurationSetName");
        var set = account.FindSet(name) ?? throw SesErrors.NoConfigurationSet(name);
        var response = call.Response;
        response.WriteStartArray("EventDestinations"u8);
        foreach (var destination in set.Destinations)
        {
            response.WriteStartObject();
            response.WriteString("Name"u8, destination.Name);
            response.WriteBoolean("Enabled"u8, destination.IsEnabled);
            response.WriteStartArray("MatchingEventTypes"u8);
            foreach (var type in destination.Types)
            {
                response.WriteStringValue(MailEventNames.InApi[(int)type]);
            }

            response.WriteEndArray();
            response.WriteStartObject("EventBridgeDestination"u8);
            response.WriteString("EventBusArn"u8, destination.EventBusArn);
            response.WriteEndObject();
            response.WriteEndObject();
        }

        response.WriteEndArray();
        return ValueTask.CompletedTask;
    }
}
