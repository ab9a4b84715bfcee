using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>CreateEventBus. Partner event sources are refused.</summary>
internal static class CreateEventBus
{
    private const int DescriptionLengthMax = 512;

    public static void Execute(RequestMembers input, EventBridgeContext context, Utf8JsonWriter answer)
    {
        input.AllowOnly("Name", "Description");
        var name = Names.NewBus(input);
        var description = input.Text("Description");
        if (description?.Length > DescriptionLengthMax)
        {
            throw EventBridgeErrors.Constraint(
                description, "description", $"Member must have length less than or equal to {DescriptionLengthMax}");
        }

        switch (context.Store.AddBus(name, description))
        {
            case StoreOutcome.AlreadyExists:
                throw EventBridgeErrors.BusExists(name);
            case StoreOutcome.TooMany:
                throw EventBridgeErrors.TooMany();
        }

        answer.WriteString("EventBusArn", context.BusArn(name));
        if (description is not null)
        {
            answer.WriteString("Description", description);
        }
    }
}
