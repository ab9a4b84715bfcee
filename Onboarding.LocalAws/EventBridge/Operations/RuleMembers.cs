using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Store;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>The members of a rule, as DescribeRule and ListRules answer them.</summary>
internal static class RuleMembers
{
    public static void Write(Utf8JsonWriter answer, EventRule rule)
    {
        answer.WriteString("Name", rule.Name);
        answer.WriteString("Arn", rule.Arn);
        answer.WriteString("EventPattern", rule.PatternText);
        answer.WriteString("State", rule.IsEnabled ? "ENABLED" : "DISABLED");
        if (rule.Description is { } description)
        {
            answer.WriteString("Description", description);
        }

        answer.WriteString("EventBusName", rule.Bus);
    }
}
