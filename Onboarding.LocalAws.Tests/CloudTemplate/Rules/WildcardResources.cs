using System.Text.RegularExpressions;
using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>A statement names what it is about, except where AWS knows no resource for its actions.</summary>
internal static partial class WildcardResources
{
    /// <summary>Action → why it cannot be less.</summary>
    private static readonly Dictionary<string, string> OnEveryResource = new(StringComparer.Ordinal)
    {
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
        ["cloudwatch:PutMetricData"] = "it has no resource types; the condition cloudwatch:namespace limits it",
        // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html: its policy names no narrower resource.
        ["logs:CreateLogDelivery"] = "Step Functions' logs are delivered by API actions without resource types",
        ["logs:DeleteLogDelivery"] = "as CreateLogDelivery",
        ["logs:DescribeLogGroups"] = "as CreateLogDelivery",
        ["logs:DescribeResourcePolicies"] = "as CreateLogDelivery",
        ["logs:GetLogDelivery"] = "as CreateLogDelivery",
        ["logs:ListLogDeliveries"] = "as CreateLogDelivery",
        ["logs:PutResourcePolicy"] = "as CreateLogDelivery",
        ["logs:UpdateLogDelivery"] = "as CreateLogDelivery",
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
        ["xray:PutTraceSegments"] = "it has no resource types",
        ["xray:PutTelemetryRecords"] = "it has no resource types",
    };

    public static IEnumerable<TemplateFault> Check(CloudTemplateText template) =>
        template.Statements.SelectMany(InStatement);

    private static IEnumerable<TemplateFault> InStatement(PolicyStatement statement)
    {
        if (statement.Body.Find("NotResource") is { } all)
        {
            yield return statement.Fault(
                all.Position, "NotResource covers every resource but those named: name each resource");
        }

        if (statement.Actions.All(action => OnEveryResource.ContainsKey(action.Value)))
        {
            yield break;
        }

        foreach (var resource in statement.Resources.Where(resource => IsEveryResource(resource.Value)))
        {
            yield return statement.Fault(
                resource.Position,
                $"the resource '{resource.Value}' is every resource there is: name those that the actions are for");
        }
    }

    /// <summary>An asterisk alone, or as all that an ARN says of the resource.</summary>
    private static bool IsEveryResource(string resource) =>
        resource == "*" || Placeholder().Replace(resource, "x").Split(':', 6) is [_, _, _, _, _, "*"];

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Placeholder();
}
