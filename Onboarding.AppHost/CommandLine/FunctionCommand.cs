using System.CommandLine;
using System.Net;
using System.Net.Http.Json;
using Onboarding.AppHost.Endpoints;
using Onboarding.AppHost.Terminal;
using Onboarding.Functions;
using Onboarding.Functions.Hosting;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.CommandLine;

/// <summary>
/// <c>function NAME</c>: runs one function in this process against a running host, which hands it that function's
/// events before its own environments. For a debugger that should see one function alone.
/// </summary>
internal static class FunctionCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME")
        {
            Description = "The function's name, or as much of it as tells it from the others: Enrich for "
                + "onboarding-EnrichFunction.",
        };
        var command = new Command("function", "Runs one function here, for the host that runs already.") { name };
        var option = new StackOption(command, "LAMBDA");
        command.SetAction(async (parsed, stop) =>
        {
            var stack = await option.FindAsync(parsed, stop);
            var edge = stack.Endpoint.Local
                ?? throw new LocalAwsException("a function runs here for a host of this machine, not for AWS");
            return await RunAsync(edge, parsed.GetRequiredValue(name), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(Uri edge, string name, CancellationToken stop)
    {
        var (function, environment) = await DescribeAsync(edge, name, stop);
        using var log = ConsoleLog.Create(named: null);
        log.Write($"{function} runs here for {edge.OriginalString}. Ctrl-C stops.");
        return await Bootstrap.RunAsync(environment, new BootstrapOptions { Telemetry = log.Functions }, stop);
    }

    private static async Task<(string Function, Dictionary<string, string> Environment)> DescribeAsync(
        Uri edge, string name, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = edge };
        try
        {
            var names = await http.GetFromJsonAsync<string[]>("/_localaws/functions", stop) ?? [];
            var function = Choose(names, name);
            var environment = await http.GetFromJsonAsync<Dictionary<string, string>>(
                $"/_localaws/functions/{WebUtility.UrlEncode(function)}/environment", stop);
            return (function, environment!);
        }
        catch (HttpRequestException e)
        {
            throw new LocalAwsException($"there is no host at {edge.OriginalString} ({e.Message})", e);
        }
    }

    private static string Choose(string[] names, string name) =>
        names.Contains(name, StringComparer.Ordinal)
            ? name
            : names.Where(n => n.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList() switch
            {
                [var only] => only,
                [] => throw new LocalAwsException($"there is no function '{name}' among {string.Join(", ", names)}"),
                var several => throw new LocalAwsException(
                    $"'{name}' may be {string.Join(" or ", several)}: say more of the name"),
            };
}
