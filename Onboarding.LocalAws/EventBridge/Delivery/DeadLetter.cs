using System.Globalization;

namespace Onboarding.LocalAws.EventBridge.Delivery;

/// <summary>
/// The message attributes of an event that could not be delivered
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
/// </summary>
internal static class DeadLetter
{
    public const string RetriesExhausted = "MaximumRetryAttempts";
    public const string AgeExceeded = "MaximumEventAgeInSeconds";

    /// <param name="exhausted">Null where there was no retry, because none would have helped.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Attributes(
        TargetDelivery delivery, TargetResult.Refused refused, string? exhausted, int retries)
    {
        List<KeyValuePair<string, string>> attributes =
        [
            new("RULE_ARN", delivery.RuleArn),
            new("TARGET_ARN", delivery.Target.Arn),
            new("ERROR_CODE", refused.Code),
            new("ERROR_MESSAGE", refused.Message),
            new("RETRY_ATTEMPTS", retries.ToString(CultureInfo.InvariantCulture)),
        ];
        if (exhausted is not null)
        {
            attributes.Add(new("EXHAUSTED_RETRY_CONDITION", exhausted));
        }

        return attributes;
    }
}
