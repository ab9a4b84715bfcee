using System.CommandLine;
using Onboarding.AppHost.CommandLine;
using Onboarding.AppHost.Graph;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Aspire;

/// <summary>What the graph is asked for; options that are not ours are left to Aspire.</summary>
/// <param name="Aws">Null, <see cref="LocalStack"/> or <see cref="Account"/>.</param>
/// <param name="Options">As the embedded host reads them.</param>
/// <param name="Host">What the embedded host gets besides what the graph itself decides.</param>
internal sealed record GraphArguments(string? Aws, OnboardingOptions Options, string[] Host)
{
    public const string LocalStack = "localstack";

    /// <summary>The stack that is deployed to AWS.</summary>
    public const string Account = "aws";

    /// <summary>The graph decides these, and gives them to the embedded host.</summary>
    private static readonly string[] OwnOptions = ["--port", "--template"];

    /// <exception cref="LocalAwsException">An option has no such value.</exception>
    public static GraphArguments Parse(IEnumerable<string> args)
    {
        List<string> rest = [.. args];
        var at = Enumerable.Range(0, Math.Max(0, rest.Count - 1))
            .FirstOrDefault(i => rest[i] == "--aws" && rest[i + 1] is LocalStack or Account, -1);
        var aws = at < 0 ? null : rest[at + 1];
        if (at >= 0)
        {
            rest.RemoveRange(at, 2);
        }

        var command = new RootCommand { TreatUnmatchedTokensAsErrors = false };
        var host = HostOptions.AddTo(command);
        var parsed = command.Parse(rest);
        return parsed.Errors.Count > 0
            ? throw new LocalAwsException(string.Join(" ", parsed.Errors.Select(error => error.Message)))
            : new GraphArguments(aws, host.Read(parsed), [.. HostArguments(parsed)]);
    }

    private static IEnumerable<string> HostArguments(ParseResult parsed)
    {
        var tokens = parsed.Tokens.Select(token => token.Value).ToArray();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (OwnOptions.Contains(tokens[i]))
            {
                i++;
            }
            else if (!parsed.UnmatchedTokens.Contains(tokens[i]))
            {
                yield return tokens[i];
            }
        }
    }
}
