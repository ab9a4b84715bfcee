using System.Text.Json;
using System.Threading.Channels;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>From a write to a table through its stream to a function, on a real host.</summary>
public sealed class StreamMappingTests
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task Refuses_a_tumbling_window_over_several_lanes()
    {
        await using var host = await StreamHost.StartAsync(LambdaHost.Serving(_ => "null"));
        var refused = await Assert.ThrowsAsync<ProvisioningException>(() => host.MapAsync(
            m => m with { TumblingWindow = TimeSpan.FromSeconds(1), ParallelizationFactor = 2 }));
        Assert.Equal("TumblingWindowInSeconds needs a ParallelizationFactor of 1", refused.Message);
    }

    [Fact]
    public async Task Sends_the_event_that_AWS_documents()
    {
        // Documented(https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html): names, casing and types.
        await using var host = await StreamHost.StartAsync(Recording());
        await host.MapAsync();
        await host.PutAsync("u1");
        using var document = JsonDocument.Parse(await NextAsync());
        var record = Assert.Single(document.RootElement.GetProperty("Records").EnumerateArray());
        Assert.Equal(
            ["eventID", "eventName", "eventVersion", "eventSource", "awsRegion", "dynamodb", "eventSourceARN"],
            record.EnumerateObject().Select(m => m.Name));
        Assert.Equal("INSERT", record.GetProperty("eventName").GetString());
        Assert.Equal("1.1", record.GetProperty("eventVersion").GetString());
        Assert.Equal("aws:dynamodb", record.GetProperty("eventSource").GetString());
        Assert.Equal(host.StreamArn, record.GetProperty("eventSourceARN").GetString());
        var change = record.GetProperty("dynamodb");
        Assert.Equal(
            ["ApproximateCreationDateTime", "Keys", "NewImage", "SequenceNumber", "SizeBytes", "StreamViewType"],
            change.EnumerateObject().Select(m => m.Name));
        Assert.Equal(JsonValueKind.Number, change.GetProperty("ApproximateCreationDateTime").ValueKind);
        Assert.Equal("""{"id":{"S":"u1"}}""", change.GetProperty("Keys").GetRawText());
        Assert.Equal("good", change.GetProperty("NewImage").GetProperty("kind").GetProperty("S").GetString());
    }

    [Fact]
    public async Task Delivers_what_was_written_before_from_TRIM_HORIZON_and_not_from_LATEST()
    {
        await using var host = await StreamHost.StartAsync(Recording());
        await host.PutAsync("before");
        await host.MapAsync(m => m with { StartingPosition = "LATEST", LogicalId = "Latest" });
        await host.PutAsync("after");
        Assert.Equal(["after"], Ids(await NextAsync()));
        await host.MapAsync();
        Assert.Equal(["before", "after"], Ids(await NextAsync()));
    }

    [Fact]
    public async Task Delivers_only_what_a_filter_wants()
    {
        await using var host = await StreamHost.StartAsync(Recording());
        await host.MapAsync(m => m with
        {
            FilterPatterns =
            [
                """{"eventName":["INSERT"],"dynamodb":{"NewImage":{"kind":{"S":[{"prefix":"go"}]}}}}""",
                """{"eventName":["REMOVE"]}""",
            ],
        });
        await host.PutAsync("u1", "bad");
        await host.PutAsync("u2");
        Assert.Equal(["u2"], Ids(await NextAsync()));
        await host.PutAsync("u2", "gone");
        await host.DeleteAsync("u1");
        Assert.Equal(["u1"], Ids(await NextAsync()));
        Assert.Equal(0ul, await LagAfterItsDeliveriesAsync(host));
    }

    [Fact]
    public async Task Sends_a_poison_record_alone_to_the_queue_and_its_neighbours_once_to_the_function()
    {
        var processed = Channel.CreateUnbounded<string>();
        var opened = new TaskCompletionSource();
        await using var host = await StreamHost.StartAsync(LambdaHost.InProcess(async (runtime, _, stop) =>
        {
            await opened.Task.WaitAsync(stop);
            while (true)
            {
                var next = await runtime.NextAsync(stop);
                var isPoisoned = next.Payload.Contains("poison", StringComparison.Ordinal);
                foreach (var id in isPoisoned ? [] : Ids(next.Payload))
                {
                    processed.Writer.TryWrite(id);
                }

                using var answer = isPoisoned
                    ? await runtime.PostAsync($"invocation/{next.RequestId}/error", """{"errorType":"Sad"}""")
                    : await runtime.RespondAsync(next.RequestId, "null");
            }
        }));
        foreach (var i in Enumerable.Range(0, 10))
        {
            await host.PutAsync($"u{i}", i == 6 ? "poison" : "good");
        }

        await host.MapAsync(m => m with { BisectsBatchOnFunctionError = true, RetryAttemptsMax = 0 });
        opened.SetResult();
        foreach (var i in Enumerable.Range(0, 10).Where(i => i != 6))
        {
            Assert.Equal($"u{i}", await processed.Reader.ReadAsync().InTimeAsync($"u{i}"));
        }

        Assert.Equal(0ul, await LagAfterItsDeliveriesAsync(host));
        Assert.False(processed.Reader.TryRead(out _));
        var report = await host.ReceiveAsync();

        Assert.Equal(
            ["requestContext", "responseContext", "version", "timestamp", "DDBStreamBatchInfo"],
            report.EnumerateObject().Select(m => m.Name));
        var context = report.GetProperty("requestContext");
        Assert.Equal("RetryAttemptsExhausted", context.GetProperty("condition").GetString());
        Assert.Equal(
            "arn:aws:lambda:us-east-1:123456789012:function:consume", context.GetProperty("functionArn").GetString());
        Assert.Equal(
            """{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"}""",
            report.GetProperty("responseContext").GetRawText());
        var info = report.GetProperty("DDBStreamBatchInfo");
        Assert.Equal(
            [
                "shardId", "startSequenceNumber", "endSequenceNumber", "approximateArrivalOfFirstRecord",
                "approximateArrivalOfLastRecord", "batchSize", "streamArn",
            ],
            info.EnumerateObject().Select(m => m.Name));
        Assert.Equal(1, info.GetProperty("batchSize").GetInt32());
        Assert.Equal(
            info.GetProperty("startSequenceNumber").GetString(), info.GetProperty("endSequenceNumber").GetString());
    }

    [Fact]
    public async Task Redelivers_exactly_from_the_lowest_reported_record()
    {
        var first = true;
        await using var host = await StreamHost.StartAsync(LambdaHost.Serving(e =>
        {
            _events.Writer.TryWrite(e.Payload);
            if (!first)
            {
                return "{}";
            }

            first = false;
            using var document = JsonDocument.Parse(e.Payload);
            var records = document.RootElement.GetProperty("Records");
            return $$"""{"batchItemFailures":[{{Failure(records[4])}},{{Failure(records[2])}}]}""";
        }));
        foreach (var i in Enumerable.Range(0, 6))
        {
            await host.PutAsync($"u{i}");
        }

        await host.MapAsync(m => m with { ReportsBatchItemFailures = true });
        Assert.Equal(["u0", "u1", "u2", "u3", "u4", "u5"], Ids(await NextAsync()));
        Assert.Equal(["u2", "u3", "u4", "u5"], Ids(await NextAsync()));
    }

    [Fact]
    public async Task Retries_a_batch_whose_function_hung_until_it_timed_out()
    {
        var time = new ManualTime();
        var calls = 0;
        var hanging = new TaskCompletionSource();
        await using var host = await StreamHost.StartAsync(
            LambdaHost.InProcess(async (runtime, _, stop) =>
            {
                while (true)
                {
                    var next = await runtime.NextAsync(stop);
                    if (Interlocked.Increment(ref calls) == 1)
                    {
                        hanging.SetResult();
                        await new TaskCompletionSource().Task.WaitAsync(stop);
                    }

                    _events.Writer.TryWrite(next.Payload);
                    using var answer = await runtime.RespondAsync(next.RequestId, "null");
                }
            }),
            time);
        await host.MapAsync();
        await host.PutAsync("u1");
        await hanging.Task.InTimeAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        // Of all that waits by now only the back-off is shorter than a second, besides the farewell of the runtime.
        Assert.Equal(["u1"], Ids(await time.PassUntilAsync(NextAsync(), longest: TimeSpan.FromSeconds(1))));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Goes_on_from_its_checkpoint_when_it_is_enabled_again()
    {
        await using var host = await StreamHost.StartAsync(Recording());
        await host.MapAsync();
        await host.PutAsync("u1");
        Assert.Equal(["u1"], Ids(await NextAsync()));
        Assert.Equal(0ul, await LagAfterItsDeliveriesAsync(host));
        var mapping = host.Host.Services.EventSources.All.Single();
        await host.PutAsync("u2");
        Assert.Equal(1ul, mapping.Lag);
        await mapping.EnableAsync();
        Assert.Equal(["u2"], Ids(await NextAsync()));
    }

    private FunctionHosting Recording() => LambdaHost.Serving(e =>
    {
        _events.Writer.TryWrite(e.Payload);
        return "null";
    });

    private static string[] Ids(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return
        [
            .. document.RootElement.GetProperty("Records").EnumerateArray().Select(
                r => r.GetProperty("dynamodb").GetProperty("Keys").GetProperty("id").GetProperty("S").GetString()!),
        ];
    }

    private static string Failure(JsonElement record) =>
        $$"""{"itemIdentifier":"{{record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()}}"}""";

    private Task<string> NextAsync() => _events.Reader.ReadAsync().InTimeAsync("an invocation");

    /// <summary>
    /// Disables the mapping: that waits for the delivery that the function has seen and the mapping may not have ended.
    /// </summary>
    private static async Task<ulong> LagAfterItsDeliveriesAsync(StreamHost host)
    {
        var mapping = host.Host.Services.EventSources.All.Single();
        await mapping.DisableAsync(CancellationToken.None).InTimeAsync();
        return mapping.Lag;
    }
}
