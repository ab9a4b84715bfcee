using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// The functions of a template that does not run yet: for a program that starts them itself and has to know them
/// before it starts a host (<see cref="FunctionHosting.External"/>).
/// </summary>
public static class TemplateFunctions
{
    /// <summary>Reads the template, and starts nothing.</summary>
    /// <returns>The names by which functions poll the Runtime API, by their logical ids.</returns>
    /// <param name="host">What the host will be started with: names may depend on its region and account.</param>
    /// <exception cref="LocalAwsException">The template cannot be read, or has faults.</exception>
    public static IReadOnlyDictionary<string, string> NamesIn(StackOptions options, LocalAwsOptions host)
    {
        try
        {
            var edgeUrl = $"http://127.0.0.1:{host.Port}";
            var template = new TemplateText(options).Load(host.AccountId, host.Region, edgeUrl);
            var values = new StackResolver(template, FrozenDictionary<(string, string), string>.Empty);
            return template.Resources
                .Where(resource => resource.Type.Name == SamTypes.Function)
                .ToDictionary(resource => resource.LogicalId, values.PhysicalName, StringComparer.Ordinal);
        }
        catch (TemplateException e)
        {
            throw new LocalAwsException(e.Message, e);
        }
    }
}
