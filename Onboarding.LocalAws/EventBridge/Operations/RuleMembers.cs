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
        answer.WriteOptional("EventPattern", rule.Pattern?.Text);
        answer.WriteOptional("ScheduleExpression", rule.Schedule?.Text);
        answer.WriteString("State", rule.IsEnabled ? "ENABLED" : "DISABLED");
        answer.WriteOptional("Description", rule.Description);
        answer.WriteOptional("RoleArn", rule.RoleArn);
        answer.WriteOptional("ManagedBy", rule.ManagedBy);
        answer.WriteString("EventBusName", rule.Bus);
    }

    public static void WriteOptional(this Utf8JsonWriter answer, string member, string? value)
    {
        if (value is not null)
        {
            answer.WriteString(member, value);
        }
    }

    /// <summary>As AWS writes times in JSON: seconds, with a fraction.</summary>
    public static void WriteTime(this Utf8JsonWriter answer, string member, DateTimeOffset time) =>
        answer.WriteNumber(member, time.ToUnixTimeMilliseconds() / 1000m);
}
