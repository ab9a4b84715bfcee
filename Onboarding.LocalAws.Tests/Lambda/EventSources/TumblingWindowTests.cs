using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>
/// Tumbling windows of 60 seconds over a function that counts.
/// Documented(https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html).
/// </summary>
public sealed class TumblingWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(Noon);
    private readonly TestStream _stream = new();
    private readonly Counter _function = new();
    private readonly KeptCheckpoints _kept = new();

    [Fact]
    public async Task Passes_the_state_on_and_ends_the_window_with_a_final_invocation()
    {
        await using var run = Start();
        Add(seconds: 10);
        Assert.Equal("12:00:00-12:01:00 {} 1 final=False early=False", await _function.NextAsync());
        Add(seconds: 20);
        Assert.Equal("""12:00:00-12:01:00 {"count":1} 1 final=False early=False""", await _function.NextAsync());
        Assert.Equal("""12:00:00-12:01:00 {"count":2} 0 final=True early=False""", await InTimeAsync());
        Assert.True(_time.GetUtcNow().TimeOfDay >= new TimeSpan(12, 1, 0));
        Add(seconds: 150);
        Assert.Equal("12:02:00-12:03:00 {} 1 final=False early=False", await _function.NextAsync());
    }

    [Fact]
    public async Task Ends_a_window_when_a_record_of_a_later_one_comes_and_never_mixes_them()
    {
        Add(seconds: 59);
        Add(seconds: 60);
        await using var run = Start();
        Assert.Equal("12:00:00-12:01:00 {} 1 final=False early=False", await _function.NextAsync());
        Assert.Equal("""12:00:00-12:01:00 {"count":1} 0 final=True early=False""", await _function.NextAsync());
        Assert.Equal("12:01:00-12:02:00 {} 1 final=False early=False", await _function.NextAsync());
    }

    [Fact]
    public async Task Retries_a_response_without_a_state_with_the_state_before_it()
    {
        _function.Answers.Enqueue("""{"batchItemFailures":[]}""");
        await using var run = Start();
        Add(seconds: 0);
        Assert.Equal("12:00:00-12:01:00 {} 1 final=False early=False", await _function.NextAsync());
        Assert.Equal("12:00:00-12:01:00 {} 1 final=False early=False", await InTimeAsync());
    }

    [Fact]
    public async Task Ends_a_window_early_whose_state_is_over_1_MB()
    {
        _function.Answers.Enqueue($$"""{"state":{"text":"{{new string('x', 1024 * 1024)}}"} }""");
        Add(seconds: 0);
        Add(seconds: 1);
        await using var run = Start(s => s with { BatchSize = 1 });
        await _function.NextAsync();
        Assert.EndsWith("0 final=True early=True", await _function.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("12:00:00-12:01:00 {} 1 final=False early=False", await _function.NextAsync());
    }

    [Fact]
    public async Task Begins_an_open_window_anew_where_it_is_stopped_and_started()
    {
        Add(seconds: 0);
        MappingCheckpoint stopped;
        await using (var run = Start())
        {
            await _function.NextAsync();
            await run.StopAsync(CancellationToken.None);
            stopped = run.Checkpoint;
        }

        Assert.Equal(0ul, stopped.Oldest);
        await using var again = Start();
        Assert.Equal("12:00:00-12:01:00 {} 1 final=False early=False", await _function.NextAsync());
        Assert.Equal("""12:00:00-12:01:00 {"count":1} 0 final=True early=False""", await InTimeAsync());
        await _kept.UntilAsync(1);
    }

    [Fact]
    public async Task Repeats_the_final_invocation_until_it_succeeds()
    {
        _function.FailingFinals = 3;
        await using var run = Start();
        Add(seconds: 0);
        await _function.NextAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.EndsWith("final=True early=False", await InTimeAsync(), StringComparison.Ordinal);
            Assert.Equal(0ul, run.Checkpoint.Oldest);
        }

        Assert.EndsWith("final=True early=False", await InTimeAsync(), StringComparison.Ordinal);
        await _kept.UntilAsync(1);
        Assert.Equal(1ul, run.Checkpoint.Oldest);
    }

    [Fact]
    public async Task A_calendar_that_was_set_back_does_not_hold_a_window_open()
    {
        _time.Stop(TimeSpan.FromDays(-365));
        await using var run = Start();
        Add(seconds: 0);
        await _function.NextAsync();
        Assert.EndsWith("final=True early=False", await InTimeAsync(), StringComparison.Ordinal);
        Assert.InRange(_time.GetUtcNow(), Noon.AddDays(-365), Noon.AddDays(-364));
    }

    /// <summary>Writes a record of that many seconds after twelve; the clock does not move.</summary>
    private void Add(int seconds) => _stream.Add(1, Noon.AddSeconds(seconds));

    /// <summary>The next event, for which time moves on.</summary>
    private async Task<string> InTimeAsync()
    {
        await _time.PassNextAsync();
        return await _function.NextAsync();
    }

    private MappingRun Start(Func<StreamMappingSettings, StreamMappingSettings>? change = null)
    {
        var settings = new StreamMappingSettings
        {
            Uuid = "u",
            FunctionName = "f",
            FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:f",
            EventSourceArn = _stream.StreamArn,
            StartingPosition = StartingPosition.TRIM_HORIZON,
            TumblingWindow = TimeSpan.FromSeconds(60),
        };
        var time = _time.Running();
        var checkpoints = new MappingCheckpoints(_kept);
        return new MappingRun(
            change?.Invoke(settings) ?? settings,
            _stream,
            new MappingProgress(MappingCheckpoint.At(0, 1), at => checkpoints.Advance("u", _stream.StreamArn, at)),
            new MappingGate(time.ClockOf("u", _stream.StreamArn)),
            new MappingContext(_function, _function, time, RandomSource.Seeded(1), NullLogger.Instance));
    }

    private sealed class Counter : IBatchInvoker, IFailureDestination
    {
        private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

        public Queue<string> Answers { get; } = [];

        /// <summary>How many final invocations fail before one succeeds.</summary>
        public int FailingFinals { get; set; }

        public Task<string> NextAsync() => _events.Reader.ReadAsync().InTimeAsync("an invocation");

        public Task<InvokeResult> InvokeAsync(
            string functionName,
            ReadOnlyMemory<byte> payload,
            IReadOnlyList<ActivityContext> origins,
            CancellationToken giveUp)
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            var (window, state) = (root.GetProperty("window"), root.GetProperty("state"));
            var records = root.GetProperty("Records").GetArrayLength();
            _events.Writer.TryWrite(
                $"{Time(window, "start")}-{Time(window, "end")} {state.GetRawText()} {records} "
                + $"final={root.GetProperty("isFinalInvokeForWindow").GetBoolean()} "
                + $"early={root.GetProperty("isWindowTerminatedEarly").GetBoolean()}");
            if (root.GetProperty("isFinalInvokeForWindow").GetBoolean() && FailingFinals-- > 0)
            {
                return Result(InvokeStatus.FunctionError, "{}");
            }

            var before = state.TryGetProperty("count", out var count) ? count.GetInt32() : 0;
            return Result(
                InvokeStatus.Succeeded,
                Answers.TryDequeue(out var answer) ? answer : $$$"""{"state":{"count":{{{before + records}}}}}""");
        }

        public ValueTask<bool> TrySendAsync(
            string destinationArn, ReadOnlyMemory<byte> document, CancellationToken stop) =>
            throw new InvalidOperationException("Nothing is discarded here.");

        private static string Time(JsonElement window, string name) => window.GetProperty(name).GetString()![11..19];

        private static Task<InvokeResult> Result(InvokeStatus status, string payload) => Task.FromResult(
            new InvokeResult(status, "11111111-2222-4333-8444-555555555555", Encoding.UTF8.GetBytes(payload)));
    }
}
