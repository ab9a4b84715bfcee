using System.Text.Json;
using System.Threading.Channels;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>From a queue to a function, on a real host.</summary>
public sealed class QueueMappingTests
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task Deletes_a_message_once_the_function_took_it()
    {
        await using var host = await QueueHost.StartAsync(Answering(_ => "null"));
        await host.MapAsync();
        await host.SendAsync("one");
        Assert.Equal(["one"], Bodies(await NextAsync()));
        await host.EndDeliveriesAsync();
        Assert.Equal(0, await host.CountAsync("jobs"));
        Assert.Equal("OK", host.Host.Services.EventSources.All.Single().LastProcessingResult);
    }

    [Fact]
    public async Task Leaves_a_failed_batch_until_its_visibility_timeout_and_then_to_the_dead_letter_queue()
    {
        var time = new ManualTime();
        await using var host = await QueueHost.StartAsync(Failing(), time);
        // Another time than the visibility timeout, so that the test can tell the two waits apart.
        host.Host.Services.Functions.Deploy(
            LambdaHost.Function("consume") with { Timeout = TimeSpan.FromSeconds(29) });
        await host.MapAsync();
        await host.SendAsync("poison");
        foreach (var count in (string[])["1", "2"])
        {
            using var document = JsonDocument.Parse(await NextAsync());
            var attributes = document.RootElement.GetProperty("Records")[0].GetProperty("attributes");
            Assert.Equal(count, attributes.GetProperty("ApproximateReceiveCount").GetString());
            await time.PassAsync(TimeSpan.FromSeconds(30));
        }

        await host.ReceiveAsync("dead");
        Assert.Equal(0, await host.CountAsync("jobs"));
        Assert.False(_events.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"{second}"}]}""", 1)]
    [InlineData("""{"batchItemFailures":[]}""", 0)]
    [InlineData("""{"batchItemFailures":null}""", 0)]
    [InlineData("null", 0)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""", 2)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""", 2)]
    [InlineData("""{"batchItemFailures":[{"bad":"x"}]}""", 2)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"another"}]}""", 2)]
    public async Task Keeps_what_a_partial_batch_response_names(string response, int left)
    {
        // Documented(https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html): success and failure.
        await using var host = await QueueHost.StartAsync(Answering(e =>
        {
            using var document = JsonDocument.Parse(e);
            var second = document.RootElement.GetProperty("Records")[1].GetProperty("messageId").GetString();
            return response.Replace("{second}", second, StringComparison.Ordinal);
        }));
        await host.SendAsync("one");
        await host.SendAsync("two");
        await host.MapAsync(m => m with { ReportsBatchItemFailures = true });
        Assert.Equal(["one", "two"], Bodies(await NextAsync()));
        await host.EndDeliveriesAsync();
        Assert.Equal(left, await host.CountAsync("jobs"));
    }

    [Theory]
    [InlineData("""{"body":{"kind":["good"]}}""", """{"kind":"good"}""", true)]
    [InlineData("""{"body":{"kind":["good"]}}""", """{"kind":"bad"}""", false)]
    [InlineData("""{"body":{"kind":["good"]}}""", "good", false)]
    [InlineData("""{"body":["good"]}""", "good", true)]
    [InlineData("""{"body":["good"]}""", """{"kind":"good"}""", false)]
    [InlineData("""{"messageAttributes":{"colour":{"stringValue":["red"]}}}""", "{not json", true)]
    [InlineData("""{"attributes":{"SenderId":[{"exists":true}]}}""", "any", true)]
    public async Task Delivers_what_a_filter_wants_and_deletes_the_rest(string pattern, string body, bool isWanted)
    {
        // Documented(https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html): bodies and patterns.
        await using var host = await QueueHost.StartAsync(Answering(_ => "null"));
        await host.MapAsync(m => m with
        {
            FilterPatterns = [pattern, """{"messageAttributes":{"last":{"stringValue":["yes"]}}}"""],
        });
        await host.SendAsync(
            body, ""","MessageAttributes":{"colour":{"DataType":"String","StringValue":"red"}}""");
        await host.SendAsync(
            "last", ""","MessageAttributes":{"last":{"DataType":"String","StringValue":"yes"}}""");
        List<string> delivered = [];
        while (!delivered.Contains("last"))
        {
            delivered.AddRange(Bodies(await NextAsync()));
        }

        // What came before the last message may be another batch.
        await host.EndDeliveriesAsync();
        while (_events.Reader.TryRead(out var payload))
        {
            delivered.AddRange(Bodies(payload));
        }

        Assert.Equal(isWanted, delivered.Contains(body));
        Assert.Equal(0, await host.CountAsync("jobs"));
    }

    [Fact]
    public async Task Gathers_for_the_batching_window_or_until_the_batch_is_full()
    {
        var time = new ManualTime();
        await using var host = await QueueHost.StartAsync(Answering(_ => "null"), time);
        await host.MapAsync(m => m with { BatchSize = 12, BatchingWindow = TimeSpan.FromSeconds(5) });
        for (var i = 0; i < 12; i++)
        {
            await host.SendAsync($"{i}");
        }

        Assert.Equal(12, Bodies(await NextAsync()).Length);
        await host.SendAsync("last");
        await time.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(["last"], Bodies(await NextAsync()));
    }

    [Fact]
    public async Task Runs_no_more_batches_at_once_than_it_may()
    {
        var begun = Channel.CreateUnbounded<TaskCompletionSource>();
        await using var host = await QueueHost.StartAsync(LambdaHost.InProcess(async (runtime, _, stop) =>
        {
            while (true)
            {
                var next = await runtime.NextAsync(stop);
                var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                begun.Writer.TryWrite(end);
                await end.Task.WaitAsync(stop);
                using var answer = await runtime.RespondAsync(next.RequestId, "null");
            }
        }));
        foreach (var i in Enumerable.Range(0, 8))
        {
            await host.SendAsync($"{i}");
        }

        await host.MapAsync(m => m with { BatchSize = 1, ConcurrencyMax = 2 });
        var running = new Queue<TaskCompletionSource>();
        for (var i = 0; i < 8; i++)
        {
            running.Enqueue(await begun.Reader.ReadAsync().InTimeAsync($"batch {i}"));
            if (running.Count == 2)
            {
                Assert.Equal(8 - i + 1, await host.CountAsync("jobs"));
                Assert.False(begun.Reader.TryRead(out _));
                running.Dequeue().SetResult();
            }
        }

        running.Dequeue().SetResult();
        await host.EndDeliveriesAsync();
        Assert.Equal(0, await host.CountAsync("jobs"));
    }

    [Fact]
    public async Task Refuses_what_AWS_refuses()
    {
        await using var host = await QueueHost.StartAsync(Answering(_ => "null"));
        var batch = await Assert.ThrowsAsync<ProvisioningException>(
            () => host.MapAsync(m => m with { BatchSize = 11 }));
        Assert.Contains("Maximum batch window in seconds must be", batch.Message, StringComparison.Ordinal);
        host.Host.Services.Functions.Deploy(
            LambdaHost.Function("consume") with { Timeout = TimeSpan.FromSeconds(31) });
        var timeout = await Assert.ThrowsAsync<ProvisioningException>(() => host.MapAsync());
        Assert.Contains("Queue visibility timeout: 30 seconds", timeout.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receives_nothing_while_it_is_paused()
    {
        await using var host = await QueueHost.StartAsync(Answering(_ => "null"));
        await host.MapAsync();
        var mapping = host.Host.Services.EventSources.All.Single();
        mapping.Gate.Pause();
        await host.SendAsync("one");
        mapping.Gate.Step();
        Assert.Equal(["one"], Bodies(await NextAsync()));
        await host.SendAsync("two");
        Assert.False(_events.Reader.TryRead(out _));
        mapping.Gate.Resume();
        Assert.Equal(["two"], Bodies(await NextAsync()));
    }

    private Task<string> NextAsync() => _events.Reader.ReadAsync().InTimeAsync("an invocation");

    private FunctionHosting Answering(Func<string, string> answer) => LambdaHost.Serving(e =>
    {
        _events.Writer.TryWrite(e.Payload);
        return answer(e.Payload);
    });

    private FunctionHosting Failing() => LambdaHost.InProcess(async (runtime, _, stop) =>
    {
        while (true)
        {
            var next = await runtime.NextAsync(stop);
            _events.Writer.TryWrite(next.Payload);
            using var answer = await runtime.PostAsync(
                $"invocation/{next.RequestId}/error", """{"errorType":"Sad"}""");
        }
    });

    private static string[] Bodies(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return
        [
            .. document.RootElement.GetProperty("Records").EnumerateArray()
                .Select(r => r.GetProperty("body").GetString()!),
        ];
    }
}
