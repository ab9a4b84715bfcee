using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DeleteEventBus: one that is not there is deleted already.</summary>
internal static class DeleteEventBus
{
    public static void Execute(RequestMembers input, EventBridgeContext context)
    {
        input.AllowOnly("Name");
        var name = context.BusName(input.RequiredText("Name"));
        if (name == EventBus.DefaultName)
        {
            throw EventBridgeErrors.DefaultBusStays();
        }

        if (context.Store.DeleteBus(name) == StoreOutcome.NotEmpty)
        {
            throw EventBridgeErrors.BusHasRules();
        }
    }
}
