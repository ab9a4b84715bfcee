using System.Diagnostics;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>
/// What an execution costs the host in processor time, and how many states a second it runs. The machines have no
/// tasks: what counts is the engine, not what a task calls.
/// </summary>
internal sealed class StatesScenario : Scenario
{
    private const int Connections = 16;
    private const int Rounds = 5;

    /// <summary>The compiler is still at work on a host that has run less.</summary>
    private const int WarmUps = 20_000;

    private const int PerRound = 4_000;
    private const int LoopsPerRound = 400;

    /// <summary>So many states to one request that the request is next to nothing.</summary>
    private static readonly Shape Loop = new(
        "Loop",
        States: 201,
        """
        {"StartAt":"Next","States":{
        "Next":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"More"},
        "More":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":100,"Next":"Next"}],"Default":"Done"},
        "Done":{"Type":"Succeed"}}}
        """);

    private static readonly Shape Five = new(
        "Five",
        States: 5,
        """
        {"StartAt":"Take","States":{
        "Take":{"Type":"Pass","Parameters":{"n.$":"$.n","text.$":"States.Format('user-{}', $.n)"},"Next":"IsFirst"},
        "IsFirst":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":0,"Next":"Remember"}],"Default":"End"},
        "Remember":{"Type":"Pass","Assign":{"name.$":"$.text"},"ResultPath":null,"Next":"Write"},
        "Write":{"Type":"Pass","Parameters":{"name.$":"$name"},"ResultPath":"$.user","Next":"End"},
        "End":{"Type":"Succeed"}}}
        """);

    public override string Name => "states";

    public override string Summary => "states per second, and the host's processor time per execution";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop) =>
    [
        .. await MeasureAsync(isExpress: true, isKept: false, stop),
        .. await MeasureAsync(isExpress: false, isKept: false, stop),
        .. await MeasureAsync(isExpress: false, isKept: true, stop),
    ];

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        bool isExpress, bool isKept, CancellationToken stop)
    {
        await using var host = await ChildHost.StartAsync(isKept ? ["aws", "--data", "{data}"] : ["aws"], stop);
        using var aws = new SignedClient(host.EdgeUrl);
        var name = (isExpress ? "Express" : "Standard") + (isKept ? " --data" : "");
        var requests = isExpress ? "StartSyncExecution" : "StartExecution, and DescribeExecution until it has ended";
        var five = await ExecutionClient.CreateAsync(aws, Five.Name, Five.Definition, isExpress, stop);
        var loop = await ExecutionClient.CreateAsync(aws, Loop.Name, Loop.Definition, isExpress, stop);
        return
        [
            (await CostAsync(host, five, stop)).Describe(
                $"states: {name} execution", "µs", $"host CPU per execution of {Five.States} states: {requests}")
                with { Count = Rounds * PerRound },
            (await RateAsync(loop, stop)).DescribeRate(
                $"states: {name} rate",
                "states/s",
                Rounds * LoopsPerRound * Loop.States,
                $"executions of {Loop.States} states, {Connections} at once"),
        ];
    }

    private static async Task<Samples> CostAsync(ChildHost host, ExecutionClient machine, CancellationToken stop)
    {
        await machine.RunAsync(Connections, WarmUps, stop);
        var samples = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            var before = host.ProcessorTime;
            await machine.RunAsync(Connections, PerRound, stop);
            samples.Add((host.ProcessorTime - before).TotalMicroseconds / PerRound);
        }

        return samples;
    }

    private static async Task<Samples> RateAsync(ExecutionClient machine, CancellationToken stop)
    {
        await machine.RunAsync(Connections, LoopsPerRound, stop);
        var rates = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await machine.RunAsync(Connections, LoopsPerRound, stop);
            rates.Add(LoopsPerRound * Loop.States / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return rates;
    }

    /// <param name="States">How many an execution enters.</param>
    private sealed record Shape(string Name, int States, string Definition);
}
