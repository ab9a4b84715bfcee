using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListRules of one bus, in order of name.</summary>
internal static class ListRules
{
    public static void Execute(RequestMembers input, EventBridgeContext context, Utf8JsonWriter answer)
    {
        input.AllowOnly("NamePrefix", "EventBusName", "NextToken", "Limit");
        var bus = context.BusName(input);
        var rules = context.Store.Rules(bus) ?? throw EventBridgeErrors.NoBus(bus);
        Page.Write(answer, "Rules", input, rules, rule => rule.Name, rule =>
        {
            answer.WriteStartObject();
            RuleAnswer.Write(answer, rule);
            answer.WriteEndObject();
        });
    }
}
