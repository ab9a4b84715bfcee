using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Events;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// An event destination in a request:
/// <code>
/// {"Enabled":true,"MatchingEventTypes":["BOUNCE"],"EventBridgeDestination":{"EventBusArn":"arn:…:event-bus/default"}}
/// </code>
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventDestinationDefinition.html.
/// </summary>
internal static class EventDestinationInput
{
    private const string Destination = "EventDestination";

    private static readonly string[] OtherDestinations =
    [
        "CloudWatchDestination", "KinesisFirehoseDestination", "PinpointDestination", "SnsDestination",
    ];

    public static EventDestination Read(RequestMembers input, string name, AwsScope scope)
    {
        var given = input.Object(Destination) ?? throw SesErrors.BadRequest($"{Destination} is required.");
        given.Refuse(OtherDestinations);
        var bus = given.Object("EventBridgeDestination")?.RequiredText("EventBusArn", "EventBusArn")
            ?? throw SesErrors.BadRequest("An event destination needs a destination for its events.");
        if (bus != scope.Arn("events", "event-bus/default"))
        {
            // "Only the default bus is supported", says API_EventBridgeDestination; the text is inferred.
            throw SesErrors.BadRequest($"{bus} is not the default event bus of this account and region.");
        }

        // Absent is disabled, as a flag of the model.
        return new EventDestination(name, given.Flag("Enabled") ?? false, Types(given), bus);
    }

    private static List<MailEventType> Types(RequestMembers given)
    {
        List<MailEventType> types = [];
        foreach (var name in given.Texts("MatchingEventTypes") ?? [])
        {
            types.Add(TypeOf(name));
        }

        return types.Count > 0
            ? [.. types.Distinct()]
            : throw SesErrors.BadRequest("An event destination needs at least one type of events.");
    }

    private static MailEventType TypeOf(string name)
    {
        for (var i = 0; i < MailEventNames.InApi.Count; i++)
        {
            if (MailEventNames.InApi[i] == name)
            {
                return (MailEventType)i;
            }
        }

        throw SesErrors.Constraint(
            name,
            "eventDestination.matchingEventTypes",
            $"Member must satisfy enum value set: [{string.Join(", ", MailEventNames.InApi)}]");
    }
}
