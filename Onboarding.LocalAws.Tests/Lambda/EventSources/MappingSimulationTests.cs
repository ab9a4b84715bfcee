using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>
/// Mappings of every shape over a function that fails in every way, stopped anywhere and started again from the
/// checkpoint. A failure names its seed.
/// </summary>
public sealed class MappingSimulationTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Loses_nothing_and_keeps_the_order_of_each_item(int seed)
    {
        var world = new World(seed, faultRate: 0.3, crashes: 3);
        world.Run();

        var ended = world.Function.Ended;
        foreach (var record in world.Stream.Records)
        {
            var at = ended.FindIndex(e => Covers(world, e, record));
            Assert.True(
                record.Kind == "noise" ? !Delivered(world, record) : at >= 0, $"{record.Position}, seed {seed}");
            var next = world.Stream.Records.FirstOrDefault(
                r => r.Position > record.Position && r.Key == record.Key && r.Kind != "noise");
            if (record.Kind != "noise" && next is not null)
            {
                Assert.True(at <= ended.FindIndex(e => Covers(world, e, next)), $"order of {record.Key}, seed {seed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Discards_only_the_poison_where_it_bisects_and_processes_its_neighbours_once(int seed)
    {
        var world = new World(seed, faultRate: 0, crashes: 0) { IsBisecting = true };
        world.Run();

        Assert.All(world.Function.Discards, d => Assert.Equal(
            1, d.GetProperty("DDBStreamBatchInfo").GetProperty("batchSize").GetInt32()));
        var poison = world.Stream.Records.Where(r => r.Kind == "poison").Select(r => r.Position).ToHashSet();
        Assert.Equal(poison.Count, world.Function.Discards.Count);
        Assert.DoesNotContain(world.Function.Processed, poison.Contains);
        var good = world.Stream.Records.Where(r => r.Kind == "good").Select(r => r.Position);
        Assert.Equal(good, world.Function.Processed.Order());
    }

    [Fact]
    public void Repeats_itself_with_the_same_seed()
    {
        var worlds = Enumerable.Range(0, 2).Select(_ => new World(seed: 7, faultRate: 0.3, crashes: 3)).ToArray();
        Assert.All(worlds, w => w.Run());
        Assert.Equal(worlds[0].Function.Batches, worlds[1].Function.Batches);
        Assert.Equal(worlds[0].Function.Ended, worlds[1].Function.Ended);
    }

    /// <summary>A discarded range is one of its lane: between its ends lie records of other lanes.</summary>
    private static bool Covers(World world, (ulong First, ulong Last) range, TestRecord record) =>
        range.First <= record.Position && record.Position <= range.Last
        && world.LaneOf(record) == world.LaneOf(world.Stream.Records[(int)range.First]);

    private static bool Delivered(World world, TestRecord record) =>
        world.Function.Batches.Any(b => b.Contains(record.Position));

    private sealed class World
    {
        private readonly int _seed;
        private readonly int _crashes;
        private readonly Random _random;
        private readonly ManualTime _time = new();
        private readonly bool _reports;
        private readonly int _laneCount;

        public World(int seed, double faultRate, int crashes)
        {
            (_seed, _crashes, _random) = (seed, crashes, new Random(seed));
            _reports = _random.Next(2) == 0;
            Function = new TestFunction(seed, _reports, faultRate);
            _laneCount = _random.Next(1, 11);
        }

        public bool? IsBisecting { get; init; }

        public TestStream Stream { get; } = new();

        public TestFunction Function { get; }

        public int LaneOf(TestRecord record) => record.Key % _laneCount;

        public void Run() =>
            new SeededContext(_seed, () => _time.Advance(TimeSpan.FromMilliseconds(50))).Run(RunAsync);

        private async Task RunAsync()
        {
            var settings = Settings();
            var time = _time.Running();
            var gate = new MappingGate(time.ClockOf("u", Stream.StreamArn));
            var context = new MappingContext(
                Function, Function, time, RandomSource.Seeded(_seed), NullLogger.Instance);
            var checkpoint = MappingCheckpoint.At(0, settings.ParallelizationFactor);
            for (var crash = 0; crash <= _crashes; crash++)
            {
                await using var run = new MappingRun(
                    settings, Stream, new MappingProgress(checkpoint, _ => { }), gate, context);
                await WriteAsync(60);
                for (var i = _random.Next(200); i >= 0; i--)
                {
                    await Task.Yield();
                }

                while (crash == _crashes && run.Checkpoint.Oldest < Stream.Next)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), _time);
                }

                checkpoint = run.Checkpoint;
            }
        }

        private async Task WriteAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var kind = _random.Next(20) switch { 0 => "poison", 1 or 2 => "noise", _ => "good" };
                Stream.Add(_random.Next(8), _time.GetUtcNow(), kind);
                if (_random.Next(4) == 0)
                {
                    await Task.Yield();
                }
            }
        }

        private StreamMappingSettings Settings() => new()
        {
            Uuid = "u",
            FunctionName = "f",
            FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:f",
            EventSourceArn = Stream.StreamArn,
            StartingPosition = StartingPosition.TRIM_HORIZON,
            BatchSize = _random.Next(1, 20),
            BatchingWindow = _random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1),
            ParallelizationFactor = _laneCount,
            Filters = [EventPattern.Parse("""{"kind":["good","poison"]}""")],
            ReportsBatchItemFailures = _reports,
            BisectsBatchOnFunctionError = IsBisecting ?? _random.Next(2) == 0,
            RetryAttemptsMax = _random.Next(3),
            OnFailureArn = "arn:aws:sqs:us-east-1:123456789012:dead",
        };
    }
}
