using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Sam;

/// <summary>
/// SAM's EventBridgeRule, CloudWatchEvent and Schedule events as the properties of an AWS::Events::Rule whose one
/// target is the function
/// (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventbridgerule.html
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedule.html).
/// </summary>
internal static class RuleEvent
{
    private static readonly string[] OfTarget =
        ["DeadLetterConfig", "Input", "InputPath", "InputTransformer", "RetryPolicy"];

    /// <param name="entry">The event's own entry, which gives names and positions.</param>
    /// <param name="functionArn">The intrinsic call that yields the function's ARN.</param>
    public static TemplateMapping ToRule(
        string functionId, TemplateEntry entry, TemplateMapping properties, TemplateNode functionArn)
    {
        // SAM's own name for a target without one.
        var id = (properties.Find("Target") as TemplateMapping)?.Find("Id")
            ?? new TemplateScalar($"{functionId}{entry.Key}LambdaTarget", IsPlain: false, entry.KeyPosition);
        var target = new TemplateMapping([], entry.KeyPosition)
            .With("Id", id, entry.KeyPosition)
            .With("Arn", functionArn, entry.KeyPosition);
        var rule = new TemplateMapping([], properties.Position);
        foreach (var property in properties.Entries)
        {
            if (OfTarget.Contains(property.Key))
            {
                target = target.With(property.Key, property.Value, property.KeyPosition);
            }
            else if (property is { Key: "Enabled", Value: TemplateScalar { Value: var text } }
                && Booleans.TryParse(text, out var isEnabled))
            {
                var state = new TemplateScalar(
                    isEnabled ? "ENABLED" : "DISABLED", IsPlain: false, property.Value.Position);
                rule = rule.With("State", state, property.KeyPosition);
            }
            else if (property.Key != "Target")
            {
                rule = rule.With(RuleName(property.Key), property.Value, property.KeyPosition);
            }
        }

        return rule.With("Targets", new TemplateSequence([target], entry.KeyPosition), entry.KeyPosition);
    }

    /// <summary>What SAM calls otherwise; a property that no rule has is reported as the rule's.</summary>
    private static string RuleName(string property) => property switch
    {
        "Pattern" => "EventPattern",
        "RuleName" => "Name",
        "Schedule" => "ScheduleExpression",
        _ => property,
    };
}
