using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>RemoveTargets; an id that the rule does not have is removed already.</summary>
internal static class RemoveTargets
{
    public static void Execute(RequestMembers input, EventBridgeContext context, Utf8JsonWriter answer)
    {
        input.AllowOnly("Rule", "EventBusName", "Ids", "Force");
        _ = input.Flag("Force");
        var ids = input.Texts("Ids") ?? throw EventBridgeErrors.Missing("ids");
        var rule = context.RequireRule(input, "Rule");
        EventBridgeContext.Check(context.Store.RemoveTargets(rule.Bus, rule.Name, ids), rule.Bus, rule.Name);
        FailedEntries.WriteNone(answer);
    }
}
