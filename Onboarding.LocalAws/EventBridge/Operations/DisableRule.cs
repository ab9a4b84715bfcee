using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DisableRule.</summary>
internal static class DisableRule
{
    public static void Execute(RequestMembers input, EventBridgeContext context)
    {
        input.AllowOnly("Name", "EventBusName");
        var rule = context.RequireRule(input, "Name");
        EventBridgeContext.Check(
            context.Store.SetEnabled(rule.Bus, rule.Name, isEnabled: false), rule.Bus, rule.Name);
    }
}
