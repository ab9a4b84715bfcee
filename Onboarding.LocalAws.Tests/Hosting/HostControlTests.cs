using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Hosting.Views;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Tests.Lambda.EventSources;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>Local: what a person sees of a running host, and does to it.</summary>
public sealed class HostControlTests
{
    private const string WithDeadLetters =
        "{\"VisibilityTimeout\":\"0\",\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":"
        + "\\\"arn:aws:sqs:us-east-1:123456789012:dead\\\",\\\"maxReceiveCount\\\":\\\"1\\\"}\"}";

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
    [Fact]
    public async Task Redrive_moves_messages_back_to_their_queue_as_new_ones()
    {
        await using var host = await TestHost.StartAsync();
        var dead = await host.CreateQueueAsync("dead");
        var source = await host.CreateQueueAsync("source", WithDeadLetters);
        await host.SendAsync(dead, "sent here");
        await host.SendAsync(source, "given up");
        var first = Assert.Single(await host.ReceiveAsync(source));
        Assert.Empty(await host.ReceiveAsync(source));
        Assert.True(View(host).Queues.Single(q => q.Name == "dead").IsDeadLetterQueue);

        var report = await Control(host).RedriveAsync("dead", CancellationToken.None);

        Assert.Equal((1, 1), (report.Moved, report.Left));
        var again = Assert.Single(await host.ReceiveAsync(source, ""","AttributeNames":["All"]"""));
        Assert.Equal("given up", again.Text("Body"));
        Assert.NotEqual(first.Text("MessageId"), again.Text("MessageId"));
        Assert.Equal("1", again.Text("Attributes", "ApproximateReceiveCount"));
        Assert.False(again.GetProperty("Attributes").TryGetProperty("DeadLetterQueueSourceArn", out _));
        Assert.Equal("sent here", Assert.Single(await host.ReceiveAsync(dead)).Text("Body"));
    }

    [Fact]
    public async Task Redrive_delivers_the_records_that_a_streams_failure_documents_name()
    {
        var isCured = false;
        var seen = new TaskCompletionSource();
        await using var host = await StreamHost.StartAsync(LambdaHost.Serving(e =>
        {
            seen.TrySetResult();
            return Volatile.Read(ref isCured) ? e.Payload : throw new InvalidOperationException("sick");
        }));
        await host.MapAsync(m => m with { RetryAttemptsMax = 0 });
        await host.PutAsync("u1");
        await seen.Task.InTimeAsync();
        await host.Host.Services.EventSources.All.Single().DisableAsync(CancellationToken.None).InTimeAsync();
        Assert.Equal(1, View(host.Host).Queues.Single().Count);

        Volatile.Write(ref isCured, true);
        var report = await Control(host.Host).RedriveAsync("dead", CancellationToken.None);

        Assert.Equal(new RedriveReport { Redriven = 1, Records = 1 }, report);
    }

    [Fact]
    public async Task An_event_source_is_paused_and_resumed()
    {
        await using var host = await StreamHost.StartAsync(LambdaHost.Serving(e => e.Payload));
        await host.MapAsync();
        var source = Assert.Single(View(host.Host).EventSources);
        Assert.Equal(
            ("users", "consume", EventSourceState.Running), (source.SourceName, source.FunctionName, source.State));

        var mapping = new EventSourceMapping(host.Host.Services.EventSources.Find(source.Uuid)!);
        mapping.Pause();
        Assert.Equal(EventSourceState.Paused, Assert.Single(View(host.Host).EventSources).State);
        mapping.Resume();
        Assert.Equal(EventSourceState.Running, Assert.Single(View(host.Host).EventSources).State);
    }

    [Fact]
    public async Task Restart_ends_the_environments_and_the_next_invocation_gets_a_fresh_one()
    {
        var started = 0;
        var busy = new TaskCompletionSource();
        await using var host = await LambdaHost.StartAsync(LambdaHost.InProcess(async (runtime, _, stop) =>
        {
            if (Interlocked.Increment(ref started) == 1)
            {
                await runtime.NextAsync(stop);
                busy.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }

            await runtime.ServeAsync(e => e.Payload, stop);
        }));
        host.Services.Functions.Deploy(LambdaHost.Function("echo") with { Timeout = TimeSpan.FromSeconds(60) });
        var hanging = host.InvokeAsync("echo", "1");
        await busy.Task.InTimeAsync();

        Assert.Equal(1, Control(host).RestartFunction("echo"));

        using var failed = await hanging.InTimeAsync();
        Assert.Contains("Runtime.ExitError", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var sick = Assert.Single(View(host).Functions);
        Assert.True(sick.HasLastFailed);
        using var answer = await host.InvokeAsync("echo", "2");
        Assert.Equal("2", await answer.Content.ReadAsStringAsync());
        Assert.Equal(2, started);
        var cured = Assert.Single(View(host).Functions);
        Assert.Equal((2L, 1L, false), (cured.InvocationCount, cured.FailureCount, cured.HasLastFailed));
    }

    [Fact]
    public async Task Refuses_by_name_what_is_not_there()
    {
        await using var host = await LambdaHost.StartAsync();
        host.Services.Functions.Deploy(LambdaHost.Function("echo"));
        var control = Control(host);

        Assert.Equal(
            "the host does not start echo: restart its runtime where it was started",
            Assert.Throws<LocalAwsException>(() => control.RestartFunction("echo")).Message);
        Assert.Equal(
            "there is no function other",
            Assert.Throws<LocalAwsException>(() => control.RestartFunction("other")).Message);
        var unknown = await Assert.ThrowsAsync<LocalAwsException>(
            () => control.RedriveEventSourceAsync("x", CancellationToken.None));
        Assert.Equal("there is no event source mapping x", unknown.Message);
        var redrive = await Assert.ThrowsAsync<LocalAwsException>(
            () => control.RedriveAsync("none", CancellationToken.None));
        Assert.Equal("there is no queue none", redrive.Message);
    }

    private static HostControl Control(TestHost host) => new(host.Services.All);

    private static HostView View(TestHost host) => new HostInspection(host.Services.All).Read();
}
