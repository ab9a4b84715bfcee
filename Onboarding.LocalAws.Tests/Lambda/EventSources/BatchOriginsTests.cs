using System.Diagnostics;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>Local: which trace an invocation with a batch goes on with.</summary>
public sealed class BatchOriginsTests
{
    [Fact]
    public void Has_one_context_of_each_trace_in_the_order_of_the_records()
    {
        var (one, other) = (Origin(), Origin());
        var again = new SpanOrigin(new ActivityContext(
            one.Context.TraceId, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded));
        Assert.Equal([one.Context, other.Context], BatchOrigins.Of([null, one, again, other, null]));
        Assert.Empty(BatchOrigins.Of([null, null]));
        Assert.Equal(100, BatchOrigins.Of(Enumerable.Range(0, 500).Select(_ => Origin())).Count);
    }

    [Fact]
    public void Nothing_is_kept_where_no_span_is_recorded()
    {
        Activity.Current = null;
        Assert.Null(SpanOrigin.Current);
    }

    [Fact]
    public async Task A_batch_of_a_queue_goes_on_with_the_trace_of_its_sender()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EdgeTelemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var trace = ActivityTraceId.CreateRandom();
        var header = new TaskCompletionSource<string>();
        await using var host = await QueueHost.StartAsync(LambdaHost.Serving(e =>
        {
            header.TrySetResult(e.Headers["Lambda-Runtime-Trace-Id"]);
            return "null";
        }));
        await host.MapAsync();
        using var sent = await host.Host.SendSignedAsync(
            "sqs",
            HttpMethod.Post,
            "/",
            $$"""{"QueueUrl":"{{host.Host.Url}}/123456789012/jobs","MessageBody":"1"}""",
            "Content-Type: application/x-amz-json-1.0",
            "X-Amz-Target: AmazonSQS.SendMessage",
            $"traceparent: 00-{trace}-b7ad6b7169203331-01");
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());

        var root = (await header.Task.InTimeAsync("the event")).Split(';')[0]["Root=1-".Length..];
        Assert.Equal(trace.ToHexString(), root.Replace("-", "", StringComparison.Ordinal));
    }

    private static SpanOrigin Origin() => new(new ActivityContext(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded));
}
