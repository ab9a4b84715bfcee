using Onboarding.LocalAws.Provisioning.Resources;
using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Hosting;

/// <summary>A template's file, read once, so that a reset makes the same stack again.</summary>
internal sealed class TemplateText
{
    private readonly StackOptions _options;
    private readonly string _text;

    /// <exception cref="LocalAwsException">The file cannot be read.</exception>
    public TemplateText(StackOptions options)
    {
        _options = options;
        try
        {
            _text = File.ReadAllText(options.Template.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalAwsException($"the template '{options.Template.FullName}' cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="TemplateException">Names every fault of the template.</exception>
    public StackTemplate Load(string accountId, string region, string edgeUrl) => TemplateLoader.Load(
        Path.GetRelativePath(Environment.CurrentDirectory, _options.Template.FullName),
        _text,
        new StackIdentity(_options.StackName, accountId, region, edgeUrl),
        new ParameterValues(_options.Parameters, _options.HostParameters),
        StackResources.Types);
}
