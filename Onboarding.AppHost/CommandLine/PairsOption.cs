using System.CommandLine;
using System.CommandLine.Parsing;

namespace Onboarding.AppHost.CommandLine;

/// <summary><c>--parameter NAME=VALUE</c> and its like, which may be given more than once, each name once.</summary>
internal static class PairsOption
{
    /// <param name="name">With its dashes.</param>
    public static Option<Dictionary<string, string>> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Parse(name, result),
    };

    private static Dictionary<string, string> Parse(string name, ArgumentResult result)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                result.AddError($"{name} is NAME=VALUE, not '{text}'");
            }
            else if (!pairs.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                result.AddError($"{name} {text[..equals]} is given twice");
            }
        }

        return pairs;
    }
}
