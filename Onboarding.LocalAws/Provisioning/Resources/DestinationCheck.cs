using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// Where events end that a function could not handle. A destination that nothing plays here is refused when the
/// template is loaded: its records would be lost with a line in the log, once there is one.
/// </summary>
internal static class DestinationCheck
{
    /// <param name="owner">The map that may hold the property.</param>
    /// <param name="services">As ARNs call them. An ARN that only creation reveals is one of these.</param>
    public static void Check(TemplateNode? owner, string property, string[] services, TemplateFaults faults)
    {
        if ((owner as TemplateMapping)?.Find(property) is TemplateScalar arn
            && arn.Value.Split(':') is ["arn", _, var service, ..] && !services.Contains(service))
        {
            faults.Add(
                arn.Position,
                $"A destination in '{service}' is not supported by Onboarding.LocalAws. "
                + $"Supported: {string.Join(", ", services)}.");
        }
    }
}
