using System.Text.Json;
using System.Threading.Channels;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>
/// From a FIFO queue to a function, on a real host. Evidence: Documented(https://docs.aws.amazon.com/lambda/latest/dg/
/// with-sqs.html, services-sqs-errorhandling.html, services-sqs-scaling.html).
/// </summary>
public sealed class FifoMappingTests : IAsyncLifetime
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private readonly ManualTime _time = new();
    private TestHost _host = null!;
    private FifoHost _queue = null!;

    public async Task InitializeAsync()
    {
        _host = await LambdaHost.StartAsync(
            LambdaHost.InProcess(async (runtime, _, stop) =>
            {
                while (true)
                {
                    var next = await runtime.NextAsync(stop);
                    var call = new Call(next.Payload);
                    _calls.Writer.TryWrite(call);
                    var answer = await call.Answer.Task.WaitAsync(stop);
                    using var response = answer is null
                        ? await runtime.PostAsync($"invocation/{next.RequestId}/error", """{"errorType":"Sad"}""")
                        : await runtime.RespondAsync(next.RequestId, answer);
                }
            }),
            _time);
        _host.Services.Functions.Deploy(
            LambdaHost.Function("consume") with { Timeout = TimeSpan.FromSeconds(29) });
        _queue = await FifoHost.CreateAsync(_host, "jobs.fifo");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Shows_the_function_group_deduplication_id_and_sequence_number()
    {
        var sent = await _queue.SendAsync("one", "g", "d");
        await MapAsync();
        var attributes = (await NextAsync()).Records[0].GetProperty("attributes");
        Assert.Equal("g", attributes.Text("MessageGroupId"));
        Assert.Equal("d", attributes.Text("MessageDeduplicationId"));
        Assert.Equal(sent.Text("SequenceNumber"), attributes.Text("SequenceNumber"));
    }

    [Fact]
    public async Task Runs_groups_side_by_side_and_each_group_one_batch_after_another()
    {
        await SendAllAsync("a1", "b1", "a2", "b2", "a3");
        await MapAsync(m => m with { BatchSize = 2 });
        var first = await NextAsync();
        var second = await NextAsync();
        Assert.Equal(["a1 a2", "b1 b2"], ((string[])[first.Bodies, second.Bodies]).Order(StringComparer.Ordinal));
        var (a, b) = first.Bodies == "a1 a2" ? (first, second) : (second, first);
        b.Answer.SetResult("null");
        await _queue.SendAsync("b3", "b", "b3");
        var third = await NextAsync();
        Assert.Equal("b3", third.Bodies);
        third.Answer.SetResult("null");
        Assert.False(_calls.Reader.TryRead(out _));
        a.Answer.SetResult("null");
        Assert.Equal("a3", (await NextAsync()).Bodies);
    }

    [Fact]
    public async Task A_failed_batch_blocks_its_group_until_it_is_visible_and_comes_again_in_order()
    {
        await SendAllAsync("a1", "a2", "a3");
        await MapAsync(m => m with { BatchSize = 2 });
        (await NextAsync()).Answer.SetResult(null);
        // Another group is not held up; once its batch is there, the failed one has had its chance to come too early.
        await _queue.SendAsync("b1", "b", "b1");
        var other = await NextAsync();
        Assert.Equal("b1", other.Bodies);
        other.Answer.SetResult("null");
        await EndBatchesAsync();
        await _time.PassAsync(TimeSpan.FromSeconds(30));
        var again = await NextAsync();
        Assert.Equal("a1 a2", again.Bodies);
        again.Answer.SetResult("null");
        Assert.Equal("a3", (await NextAsync()).Bodies);
    }

    [Fact]
    public async Task What_a_partial_batch_response_names_comes_again_before_what_is_behind_it()
    {
        await SendAllAsync("a1", "a2", "a3", "a4");
        await MapAsync(m => m with { BatchSize = 3, ReportsBatchItemFailures = true });
        var first = await NextAsync();
        Assert.Equal("a1 a2 a3", first.Bodies);
        // "Your function should stop processing messages after the first failure and return all failed and unprocessed
        // messages."
        first.Answer.SetResult(Failures(first.Records[1], first.Records[2]));
        await EndBatchesAsync();
        await _time.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("a2 a3 a4", (await NextAsync()).Bodies);
    }

    [Fact]
    public async Task What_does_not_fit_into_a_batch_waits_for_its_group()
    {
        // Seven of them are more than the 6 MB that a function can be sent.
        for (var i = 0; i < 8; i++)
        {
            await _queue.SendAsync($"{i}" + new string('x', 1_000_000), "g", $"{i}");
        }

        await MapAsync();
        var first = await NextAsync();
        Assert.Equal(["0", "1", "2", "3", "4", "5"], first.Bodies.Split(' ').Select(b => b[..1]));
        await _queue.SendAsync("b1", "b", "b1");
        var other = await NextAsync();
        Assert.Equal("b1", other.Bodies);
        first.Answer.SetResult("null");
        Assert.Equal(["6", "7"], (await NextAsync()).Bodies.Split(' ').Select(b => b[..1]));
    }

    [Fact]
    public async Task Refuses_a_batching_window_and_more_than_ten()
    {
        var window = await Assert.ThrowsAsync<ProvisioningException>(
            () => MapAsync(m => m with { BatchSize = 100, BatchingWindow = TimeSpan.FromSeconds(5) }));
        Assert.Contains("Batching window is not supported for FIFO queues", window.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ProvisioningException>(() => MapAsync(m => m with { BatchSize = 11 }));
    }

    private Task MapAsync(Func<EventSourceMappingDefinition, EventSourceMappingDefinition>? change = null)
    {
        var definition = new EventSourceMappingDefinition
        {
            LogicalId = "Mapping",
            FunctionName = "consume",
            EventSourceArn = "arn:aws:sqs:us-east-1:123456789012:jobs.fifo",
        };
        return _host.Services.StackRuntime
            .CreateEventSourceMappingAsync(change?.Invoke(definition) ?? definition, CancellationToken.None).AsTask();
    }

    /// <summary>The clock must not outrun the end of a batch; turning the mapping off waits for it.</summary>
    private async Task EndBatchesAsync()
    {
        var mapping = _host.Services.EventSources.All.Single();
        await mapping.DisableAsync(CancellationToken.None).InTimeAsync();
        await mapping.EnableAsync();
    }

    private async Task SendAllAsync(params string[] bodies)
    {
        foreach (var body in bodies)
        {
            await _queue.SendAsync(body, body[..1], body);
        }
    }

    private Task<Call> NextAsync() => _calls.Reader.ReadAsync().InTimeAsync("an invocation");

    private static string Failures(params JsonElement[] records) => JsonSerializer.Serialize(new
    {
        batchItemFailures = records.Select(r => new { itemIdentifier = r.Text("messageId") }),
    });

    /// <summary>An invocation that waits for its answer; null is an error.</summary>
    private sealed class Call(string payload)
    {
        public JsonElement[] Records { get; } =
            [.. JsonDocument.Parse(payload).RootElement.GetProperty(nameof(Records)).EnumerateArray()];

        public string Bodies => string.Join(' ', Records.Select(r => r.Text("body")));

        public TaskCompletionSource<string?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
