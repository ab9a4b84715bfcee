using System.CommandLine;
using System.CommandLine.Parsing;

namespace Onboarding.AppHost.CommandLine;

/// <summary><c>--parameter NAME=VALUE</c>, which may be given more than once: parameters of the template.</summary>
internal static class ParameterOption
{
    public static Option<Dictionary<string, string>> Create() => new("--parameter")
    {
        Description = "A parameter of the template, for example AllowedOrigins=http://localhost:9000; may be given "
            + "more than once.",
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    };

    private static Dictionary<string, string> Parse(ArgumentResult result)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                result.AddError($"--parameter is NAME=VALUE, not '{text}'");
            }
            else if (!parameters.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                result.AddError($"--parameter {text[..equals]} is given twice");
            }
        }

        return parameters;
    }
}
