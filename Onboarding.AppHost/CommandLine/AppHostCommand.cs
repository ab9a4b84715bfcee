using System.CommandLine;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.CommandLine;

/// <summary>
/// The command line: no command starts the whole stack, <c>demo</c> registers sample users in it, <c>aws</c> starts
/// the empty emulator alone, <c>function</c> runs one function for it, <c>health</c> asks whether it is ready,
/// <c>keys</c> administers API keys, <c>users</c> fills the user pool. A failure before the stack is ready is one line
/// on standard error and exit code 1.
/// </summary>
internal static class AppHostCommand
{
    public static async Task<int> InvokeAsync(string[] args)
    {
        var parsed = Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            return await FailAsync(string.Join(" ", parsed.Errors.Select(e => e.Message)));
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    // Longer than the drain of requests and functions, so that Ctrl-C never cuts one in half.
                    ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
                });
        }
        catch (LocalAwsException e)
        {
            return await FailAsync(e.Message);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C before the stack was up: what had started has been stopped on the way here.
            return 0;
        }
    }

    public static ParseResult Parse(IReadOnlyList<string> args) => Create().Parse(args);

    private static RootCommand Create()
    {
        var root = new RootCommand("Runs the whole onboarding pipeline on this machine.");
        var host = HostOptions.AddTo(root);
        root.SetAction((parsed, stop) => RunCommand.RunAsync(host.Read(parsed), stop));

        root.Add(DemoCommand.Create());
        var aws = new Command("aws", "Starts the AWS emulator alone, empty, for any tool.");
        var awsHost = HostOptions.AddTo(aws, withStack: false);
        aws.SetAction((parsed, stop) => RunCommand.RunAsync(awsHost.Read(parsed) with { Stack = false }, stop));
        root.Add(aws);
        root.Add(FunctionCommand.Create());
        root.Add(HealthCommand.Create());
        root.Add(KeysCommand.Create());
        root.Add(UsersCommand.Create());
        return root;
    }

    private static async Task<int> FailAsync(string message)
    {
        var line = string.Join("; ", message.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Replace(":; ", ": ", StringComparison.Ordinal);
        await Console.Error.WriteLineAsync($"onboarding: {line.Replace("\t", "", StringComparison.Ordinal)}");
        return 1;
    }
}
