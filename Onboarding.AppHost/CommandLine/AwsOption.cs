using System.CommandLine;
using System.CommandLine.Parsing;
using Onboarding.AppHost.Endpoints;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.CommandLine;

/// <summary>
/// <c>--aws URL</c> and <c>--aws dynamodb=URL</c>, the latter for each service: what is elsewhere. <c>aws</c> stands
/// for the address of AWS itself.
/// </summary>
internal static class AwsOption
{
    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--aws")
        {
            Description = "Another endpoint: URL for each service that it serves, SERVICE=URL for one of "
                + $"{string.Join(", ", RemoteEndpoints.ServiceNames)}; may be given more than once. 'aws' instead of a "
                + "URL is AWS itself. Without it: AWS_ENDPOINT_URL_<SERVICE>, else everything is here.",
            HelpName = "[service=]url",
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(Check);
        return option;
    }

    private static void Check(OptionResult result)
    {
        try
        {
            AwsTargets.Parse(result.Tokens.Select(token => token.Value), LocalAwsOptions.DefaultRegion);
        }
        catch (LocalAwsException e)
        {
            result.AddError(e.Message);
        }
    }
}
