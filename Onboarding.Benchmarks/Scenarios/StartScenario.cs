using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

internal sealed class StartScenario : Scenario
{
    private const int Starts = 5;

    public override string Name => "start";

    public override string Summary => "process start to the whole stack ready, and the memory that it took";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        // The first start reads every file from disk, which is the machine's figure and not ours.
        await (await ChildHost.StartAsync([], stop)).DisposeAsync();
        var time = new Samples();
        var memory = new Samples();
        for (var i = 0; i < Starts; i++)
        {
            await using var host = await ChildHost.StartAsync([], stop);
            time.AddMilliseconds(host.StartTime);
            memory.Add(host.PeakMemoryBytes / (1024.0 * 1024.0));
        }

        return
        [
            time.Describe("start", "ms", "process start → ready file, the whole stack provisioned"),
            memory.Describe("start: memory", "MB", "peak resident memory of that process when it is ready"),
        ];
    }
}
