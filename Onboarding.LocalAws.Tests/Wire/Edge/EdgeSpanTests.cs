using System.Collections.Concurrent;
using System.Diagnostics;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>Local: how the spans of the edge are named and which are errors (docs/adr/0021).</summary>
public sealed class EdgeSpanTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public EdgeSpanTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EdgeTelemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_callers_mistake_is_an_answer_with_its_code_in_the_name()
    {
        await using var host = await TestHost.StartAsync();
        var span = await CallAsync(host, "dynamodb", "DynamoDB_20120810.DescribeTable", """{"TableName":"none"}""");
        Assert.Equal("DynamoDB/DescribeTable ResourceNotFoundException", span.DisplayName);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal("ResourceNotFoundException", span.GetTagItem("rpc.response.status_code"));
        Assert.Null(span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_success_keeps_its_name()
    {
        await using var host = await TestHost.StartAsync();
        var span = await CallAsync(host, "dynamodb", "DynamoDB_20120810.ListTables", "{}");
        Assert.Equal("DynamoDB/ListTables", span.DisplayName);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task A_provisioning_is_one_trace()
    {
        await using var host = await TestHost.StartAsync();
        await host.DeployAsync(
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Resources:
              Queue:
                Type: AWS::SQS::Queue
              Bus:
                Type: AWS::Events::EventBus
                Properties: { Name: provisioned-in-one-trace }
            """);
        var traces = _spans.GroupBy(span => span.TraceId).Select(
            trace => trace.Select(span => span.DisplayName).Order(StringComparer.Ordinal).ToList());
        Assert.Contains(
            traces,
            names => names is ["EventBridge/CreateEventBus", "SQS/CreateQueue", "provision onboarding"]);
    }

    private async Task<Activity> CallAsync(TestHost host, string service, string target, string body)
    {
        var trace = ActivityTraceId.CreateRandom();
        using (await host.SendSignedAsync(
            service,
            HttpMethod.Post,
            "/",
            body,
            "X-Amz-Target: " + target,
            $"traceparent: 00-{trace}-b7ad6b7169203331-01"))
        {
            // The span ends after the answer.
        }

        var ended = Task.Run(async () =>
        {
            while (true)
            {
                if (_spans.FirstOrDefault(span => span.TraceId == trace) is { } span)
                {
                    return span;
                }

                await Task.Yield();
            }
        });
        return await ended.InTimeAsync("the span");
    }
}
