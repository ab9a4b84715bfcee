using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DeleteRule: one that is not there is deleted already (recorded); one with targets stays.</summary>
internal static class DeleteRule
{
    public static void Execute(RequestMembers input, EventBridgeContext context)
    {
        // Force is for rules that AWS manages, of which there are none.
        input.AllowOnly("Name", "EventBusName", "Force");
        _ = input.Flag("Force");
        var name = Names.Rule(input, "Name");
        var bus = context.BusName(input);
        if (context.Store.DeleteRule(bus, name) is var outcome and not StoreOutcome.NoRule)
        {
            EventBridgeContext.Check(outcome, bus, name);
        }
    }
}
