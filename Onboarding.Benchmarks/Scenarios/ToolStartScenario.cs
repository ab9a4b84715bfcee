using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>The program that the package <c>localaws</c> holds.</summary>
internal sealed class ToolStartScenario : Scenario
{
    private const int Starts = 5;

    public override string Name => "tool-start";

    public override string Summary => "process start of the packed tool to a small template ready, and its memory";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        using var stack = new SmallStack();
        var time = new Samples();
        var memory = new Samples();
        for (var i = -1; i < Starts; i++)
        {
            await using var host = await ChildHost.StartAsync(
                "Onboarding.LocalAws.Tool.dll",
                ["run", "--template", stack.Template, "--functions", "external"],
                stop);
            // The first one reads every file from disk, which is the machine's figure.
            if (i >= 0)
            {
                time.AddMilliseconds(host.StartTime);
                memory.Add(host.PeakMemoryBytes / (1024.0 * 1024.0));
            }
        }

        return
        [
            time.Describe("tool-start", "ms", "localaws run: process start → ready file, a small template"),
            memory.Describe("tool-start: memory", "MB", "peak resident memory of that process when it is ready"),
        ];
    }
}
