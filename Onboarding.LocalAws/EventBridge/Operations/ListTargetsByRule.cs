using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListTargetsByRule.</summary>
internal static class ListTargetsByRule
{
    public static void Execute(RequestMembers input, EventBridgeContext context, Utf8JsonWriter answer)
    {
        input.AllowOnly("Rule", "EventBusName", "NextToken", "Limit");
        var rule = context.RequireRule(input, "Rule");
        var targets = rule.Targets.OrderBy(target => target.Id, StringComparer.Ordinal);
        Page.Write(answer, "Targets", input, targets, target => target.Id, target => Write(answer, target));
    }

    private static void Write(Utf8JsonWriter answer, EventTarget target)
    {
        answer.WriteStartObject();
        answer.WriteString("Id", target.Id);
        answer.WriteString("Arn", target.Arn);
        if (target.Input is { } text)
        {
            answer.WriteString("Input", text);
        }

        if (target.InputPath is { } path)
        {
            answer.WriteString("InputPath", path);
        }

        if (target.DeadLetterArn is { } deadLetters)
        {
            answer.WriteStartObject("DeadLetterConfig");
            answer.WriteString("Arn", deadLetters);
            answer.WriteEndObject();
        }

        if (target.HasRetryPolicy)
        {
            answer.WriteStartObject("RetryPolicy");
            if (target.RetryAttempts is { } attempts)
            {
                answer.WriteNumber("MaximumRetryAttempts", attempts);
            }

            if (target.EventAgeSeconds is { } age)
            {
                answer.WriteNumber("MaximumEventAgeInSeconds", age);
            }

            answer.WriteEndObject();
        }

        answer.WriteEndObject();
    }
}
