using System.CommandLine;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tool.CommandLine;

/// <summary>
/// The command line: <c>run</c> starts a template, <c>aws</c> the empty emulator. A failure before it is ready is one
/// line on standard error and exit code 1.
/// </summary>
internal static class ToolCommand
{
    /// <summary>Longer than the drain of requests and functions, so that Ctrl-C never cuts one in half.</summary>
    private static readonly TimeSpan StopTimeMax = TimeSpan.FromSeconds(15);

    public static async Task<int> InvokeAsync(string[] args)
    {
        var root = new RootCommand("Runs SAM templates on this machine.") { Run(), Aws() };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = StopTimeMax,
            });
        }
        catch (LocalAwsException e)
        {
            await Console.Error.WriteLineAsync($"localaws: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C before it was ready.
            return 0;
        }
    }

    private static Command Run()
    {
        var run = new Command("run", "Runs a template with its functions until Ctrl-C.");
        var options = ToolOptions.AddTo(run, withTemplate: true);
        run.SetAction((parsed, stop) => RunningHost.RunAsync(options.Read(parsed), stop));
        return run;
    }

    private static Command Aws()
    {
        var aws = new Command("aws", "Runs the AWS emulator alone, empty, until Ctrl-C.");
        var options = ToolOptions.AddTo(aws, withTemplate: false);
        aws.SetAction((parsed, stop) => RunningHost.RunAsync(options.Read(parsed), stop));
        return aws;
    }
}
