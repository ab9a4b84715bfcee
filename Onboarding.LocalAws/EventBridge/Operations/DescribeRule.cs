using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DescribeRule.</summary>
internal static class DescribeRule
{
    public static void Execute(RequestMembers input, EventBridgeContext context, Utf8JsonWriter answer)
    {
        input.AllowOnly("Name", "EventBusName");
        RuleAnswer.Write(answer, context.RequireRule(input, "Name"));
        answer.WriteString("CreatedBy", context.Scope.AccountId);
    }
}
