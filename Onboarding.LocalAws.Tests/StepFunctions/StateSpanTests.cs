using System.Collections.Concurrent;
using System.Diagnostics;
using Onboarding.LocalAws.Hosting.Views;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>What a person sees of executions: their spans, and the view of a host. Evidence: Local.</summary>
public sealed class StateSpanTests : IDisposable
{
    private const string Definition = """
        {"StartAt":"Put","States":{
            "Put":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:putItem","ResultPath":null,"Next":"Fail",
                "Parameters":{"TableName":"users","Item":{"id":{"S":"1"}}}},
            "Fail":{"Type":"Fail","Error":"E","Cause":"a@example.com"}}}
        """;

    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private readonly ActivityTraceId _traceId = ActivityTraceId.CreateRandom();

    public StateSpanTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EdgeTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("STANDARD", "event")]
    [InlineData("EXPRESS", "event")]
    [InlineData("STANDARD", "header")]
    [InlineData("STANDARD", "member")]
    public async Task An_execution_continues_the_trace_that_started_it(string type, string carrier)
    {
        await using var host = await TestHost.StartAsync();
        await host.CreateUsersAsync();
        var machine = await host.CreateMachineAsync(Definition, type: type);
        var (w3c, xray) = (
            $"00-{_traceId}-00f067aa0ba902b7-01",
            $"Root=1-{_traceId.ToString()[..8]}-{_traceId.ToString()[8..]};Parent=00f067aa0ba902b7;Sampled=1");
        var started = await host.StatesOkAsync(
            "StartExecution",
            new
            {
                stateMachineArn = machine,
                input = carrier == "event" ? """{"detail":{"metadata":{"traceparent":"T"}}}"""
                    .Replace("T\"", w3c + "\"", StringComparison.Ordinal) : "{}",
                traceHeader = carrier == "member" ? xray : null,
            },
            carrier == "header" ? ["X-Amzn-Trace-Id: " + xray] : []);
        await host.Services.StepFunctions.Engine.WhenEndedAsync(started.Arn(), CancellationToken.None).InTimeAsync();
        var start = Span("start m");
        Assert.Equal("00f067aa0ba902b7", start.ParentSpanId.ToHexString());
        var put = Span("m/Put");
        Assert.Equal(start.SpanId, put.ParentSpanId);
        Assert.Equal(put.SpanId, Span("DynamoDB/PutItem").ParentSpanId);
        var fail = Span("m/Fail");
        Assert.Equal(start.SpanId, fail.ParentSpanId);
        Assert.Equal((ActivityStatusCode.Error, "E"), (fail.Status, fail.StatusDescription));
    }

    [Fact]
    public async Task The_view_counts_executions()
    {
        await using var host = await TestHost.StartAsync();
        await host.CreateUsersAsync();
        var machine = await host.CreateMachineAsync(Definition, type: "EXPRESS");
        await host.StatesOkAsync("StartSyncExecution", new { stateMachineArn = machine });
        var waiting = await host.CreateMachineAsync(
            """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}""", "w");
        var executionArn = await host.StartAsync(waiting);
        await host.StatesOkAsync("StopExecution", new { executionArn });
        await host.EndedAsync(executionArn);
        var view = new HostInspection(host.Services.All).Read();
        Assert.Equal(
            [("m", true, 0, 1, 1), ("w", false, 0, 1, 0)],
            view.StateMachines.Select(m => (m.Name, m.IsExpress, m.RunningCount, m.EndedCount, m.FailedCount)));
    }

    private Activity Span(string name) => _spans.Single(s => s.TraceId == _traceId && s.DisplayName == name);
}
