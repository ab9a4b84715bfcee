using System.CommandLine;
using Onboarding.AppHost.Graph;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Endpoints;

/// <summary>Which stack a command works on: declared once for every command that calls a stack.</summary>
internal sealed class StackOption
{
    private readonly Option<string?> _endpoint = new("--endpoint")
    {
        Description = $"The stack's address, or '{AwsEndpoint.Aws}' for AWS as the SDK's own settings find it. Without "
            + "it: the ready file's, else AWS_ENDPOINT_URL, else the host that runs here.",
        HelpName = "url",
        Recursive = true,
    };

    private readonly Option<FileInfo?> _readyFile = new("--ready-file")
    {
        Description = "The ready file of a running host.",
        HelpName = "file",
        Recursive = true,
    };

    private readonly Option<string?> _region = new("--region")
    {
        Description = "The stack's region, where it cannot be known from the host that runs here.",
        HelpName = "name",
        Recursive = true,
    };

    private readonly string _service;

    /// <param name="service">As in <c>AWS_ENDPOINT_URL_{service}</c>.</param>
    public StackOption(Command command, string service)
    {
        _service = service;
        command.Add(_endpoint);
        command.Add(_readyFile);
        command.Add(_region);
    }

    /// <exception cref="LocalAwsException">Several hosts run here, or the ready file is none.</exception>
    public async Task<Stack> FindAsync(ParseResult parsed, CancellationToken stop)
    {
        var region = parsed.GetValue(_region);
        if (parsed.GetValue(_endpoint) is { } endpoint)
        {
            return new Stack(new AwsEndpoint(endpoint, region), Ready: null);
        }

        if (parsed.GetValue(_readyFile) is { } file)
        {
            return Of(ReadyFile.Read(file), region);
        }

        if (AwsEndpoint.OfEnvironment(_service) is { } named)
        {
            return new Stack(new AwsEndpoint(named, region), Ready: null);
        }

        return await RunningHosts.OfThisUser().FindAsync(stop) switch
        {
            [] => new Stack(new AwsEndpoint($"http://127.0.0.1:{LocalAwsOptions.DefaultPort}", region), Ready: null),
            [var only] => Of(only, region),
            var several => throw new LocalAwsException(
                $"{several.Count} hosts run here: {string.Join(", ", several.Select(s => s.EdgeUrl.OriginalString))}; "
                + "choose one with --endpoint"),
        };
    }

    private static Stack Of(ReadyFile ready, string? region) =>
        new(new AwsEndpoint(ready.EdgeUrl.OriginalString, region ?? ready.Region), ready);
}

/// <summary>Where a command's stack is.</summary>
/// <param name="Ready">What its host says of itself; null where only the address is known.</param>
internal sealed record Stack(AwsEndpoint Endpoint, ReadyFile? Ready)
{
    public string? Output(string name) => Ready?.Outputs.GetValueOrDefault(name);
}
