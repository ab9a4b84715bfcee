using System.CommandLine;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;
using Onboarding.Benchmarks.Scenarios;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.Benchmarks.CommandLine;

/// <summary>
/// The command line: the named scenarios, or all, one after the other, and then one table on standard output. What goes
/// wrong is one line on standard error and exit code 1; what was measured until then is printed all the same.
/// </summary>
internal static class BenchmarksCommand
{
    private static readonly Argument<string[]> Names = new("NAME")
    {
        Description = "The scenarios to run, by default all.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Debug = new("--debug")
    {
        Description = "Measure a Debug build, whose figures compare with nothing.",
    };

    public static async Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Create(output, error).Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            return await FailAsync(error, string.Join(" ", parsed.Errors.Select(e => e.Message)));
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = output,
            Error = error,
        });
    }

    private static RootCommand Create(TextWriter output, TextWriter error)
    {
        var scenarios = Scenario.All.Select(s => $"  {s.Name,-13} {s.Summary}");
        var root = new RootCommand(
            $"Measures this machine's onboarding stack.\n\nScenarios:\n{string.Join('\n', scenarios)}")
        {
            Names,
            Debug,
        };
        root.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(Names) ?? [], parsed.GetValue(Debug), output, error, stop));
        return root;
    }

    private static async Task<int> RunAsync(
        string[] names, bool debug, TextWriter output, TextWriter error, CancellationToken stop)
    {
        // An unknown option is parsed as the name of a scenario.
        if (names.FirstOrDefault(name => Scenario.All.All(s => s.Name != name)) is { } unknown)
        {
            var known = string.Join(", ", Scenario.All.Select(s => s.Name));
            return await FailAsync(error, unknown.StartsWith('-')
                ? $"there is no option '{unknown}'; there are --debug and --help, and the scenarios {known}"
                : $"there is no scenario '{unknown}'; there are {known}");
        }

        if (Machine.IsDebugBuild && !debug)
        {
            return await FailAsync(error, "this is a Debug build; run it with -c Release, or add --debug");
        }

        var chosen = names.Length == 0 ? Scenario.All : [.. Scenario.All.Where(s => names.Contains(s.Name))];
        return await MeasureAsync(chosen, output, error, stop);
    }

    private static async Task<int> MeasureAsync(
        IReadOnlyList<Scenario> scenarios, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var machine = Machine.Describe();
        List<Measurement> measured = [];
        string? fault = null;
        foreach (var scenario in scenarios)
        {
            await error.WriteLineAsync($"{scenario.Name} …");
            try
            {
                measured.AddRange(await scenario.RunAsync(stop));
            }
            catch (Exception e) when (
                e is BenchmarkException or LocalAwsException or HttpRequestException or OperationCanceledException)
            {
                fault = $"{scenario.Name}: {(stop.IsCancellationRequested ? "stopped" : e.Message)}";
                break;
            }
        }

        if (measured.Count > 0)
        {
            await output.WriteAsync(MarkdownTable.Write(measured, machine));
        }

        return fault is null ? 0 : await FailAsync(error, fault);
    }

    private static async Task<int> FailAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync($"benchmarks: {message}");
        return 1;
    }
}
