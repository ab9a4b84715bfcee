using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>
/// Logs end: each function writes to a log group of the template, and each group has a retention. A group that Lambda
/// makes by itself keeps its logs for ever
/// (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html).
/// </summary>
internal static class LogRetention
{
    private const string LogGroup = "AWS::Logs::LogGroup";

    public static IEnumerable<TemplateFault> Check(CloudTemplateText template) =>
        template.OfType(SamTypes.Function)
            .Where(function => !function.Properties.Give("LoggingConfig.LogGroup")
                || template.Named((function.Properties.Find("LoggingConfig") as TemplateMapping)?.Find("LogGroup"))
                    is not { Type: LogGroup })
            .Select(function => function.Fault(
                "its logs are kept for ever: LoggingConfig.LogGroup names no log group of this template"))
            .Concat(template.OfType(LogGroup)
                .Where(group => !group.Properties.Give("RetentionInDays"))
                .Select(group => group.Fault("it keeps logs for ever: no RetentionInDays")));
}
