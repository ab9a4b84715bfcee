using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>
/// Waits, time-outs and retries on the host's clock. Evidence where a test names no other:
/// Documented(https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
/// </summary>
public sealed class TimeTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Waits_for_seconds_and_until_a_time()
    {
        await using var host = await StartAsync();
        var arn = await host.StartAsync(await host.CreateMachineAsync(
            """
            {"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":600,"Next":"B"},
                "B":{"Type":"Wait","TimestampPath":"$.until","End":true}}}
            """),
            """{"until":"2026-11-20T13:00:00Z"}""");
        var ended = await _time.PassUntilAsync(host.EndedAsync(arn));
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        Assert.Equal(3600, ended.GetProperty("stopDate").GetDouble() - ended.GetProperty("startDate").GetDouble(), 10);
    }

    /// <summary>Recorded in https://github.com/floci-io/floci/issues/2733: the shape of the answer.</summary>
    [Fact]
    public async Task An_execution_that_lasts_too_long_is_timed_out()
    {
        await using var host = await StartAsync();
        var arn = await host.StartAsync(await host.CreateMachineAsync(
            """{"StartAt":"W","TimeoutSeconds":3,"States":{"W":{"Type":"Wait","Seconds":25,"End":true}}}"""));
        await _time.PassAsync(TimeSpan.FromSeconds(3));
        var ended = await host.EndedAsync(arn);
        Assert.Equal("TIMED_OUT", ended.GetProperty("status").GetString());
        Assert.Equal("REDRIVABLE", ended.GetProperty("redriveStatus").GetString());
        Assert.False(ended.TryGetProperty("error", out _));
        Assert.Equal("ExecutionTimedOut", (await host.TypesAsync(arn))[^1]);
    }

    [Fact]
    public async Task Retries_back_off_and_then_fail()
    {
        await using var host = await StartAsync();
        var arn = await host.StartAsync(await host.CreateMachineAsync(StatesHost.Task(
            EventBridgeHost.FunctionArn + "none",
            "{}",
            """
            ,"Retry":[{"ErrorEquals":["States.TaskFailed"],"IntervalSeconds":10,"BackoffRate":2,"MaxAttempts":2}]
            """)));
        await _time.PassAsync(TimeSpan.FromSeconds(10));
        await _time.PassAsync(TimeSpan.FromSeconds(20));
        var ended = await host.EndedAsync(arn);
        Assert.Equal("Lambda.ResourceNotFoundException", ended.GetProperty("error").GetString());
        Assert.Equal(3, (await host.TypesAsync(arn)).Count(type => type == "LambdaFunctionScheduled"));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html): five minutes.
    /// </summary>
    [Fact]
    public async Task An_express_execution_lasts_five_minutes()
    {
        await using var host = await StartAsync();
        var machine = await host.CreateMachineAsync(
            """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":301,"End":true}}}""", type: "EXPRESS");
        var running = host.StatesOkAsync("StartSyncExecution", new { stateMachineArn = machine });
        await _time.PassAsync(TimeSpan.FromMinutes(5));
        var ended = await running;
        Assert.Equal("TIMED_OUT", ended.GetProperty("status").GetString());
        Assert.Equal("States.Timeout", ended.GetProperty("error").GetString());
    }

    /// <summary>Documented(https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html): 90 days.</summary>
    [Fact]
    public async Task A_name_is_free_again_after_ninety_days()
    {
        await using var host = await StartAsync();
        var machine = await host.CreateMachineAsync("""{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}""");
        var arn = await host.StartAsync(machine, name: "n");
        await host.EndedAsync(arn);
        Assert.Equal(
            $"ExecutionAlreadyExists: Execution Already Exists: '{arn}'",
            await host.StatesFaultAsync("StartExecution", new { stateMachineArn = machine, name = "n" }));
        _time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(arn, await host.StartAsync(machine, name: "n"));
    }

    private Task<TestHost> StartAsync() =>
        TestHost.StartAsync(new LocalAwsOptions { Time = _time, Iam = IamMode.Off });
}
