using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda;

/// <summary>Execution environments that the host starts itself.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task Starts_an_environment_on_the_first_invocation_and_keeps_it_warm()
    {
        var started = 0;
        // No time passes: an environment that takes long to poll again would get company.
        await using var host = await LambdaHost.StartAsync(
            LambdaHost.InProcess((runtime, _, stop) =>
            {
                Interlocked.Increment(ref started);
                return runtime.ServeAsync(e => e.Payload, stop);
            }),
            new ManualTime());
        host.Services.Functions.Deploy(LambdaHost.Function("echo"));
        Assert.Equal(0, started);
        foreach (var i in Enumerable.Range(0, 20))
        {
            using var answer = await host.InvokeAsync("echo", $"{i}");
            Assert.Equal($"{i}", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(1, started);
    }

    [Fact]
    public async Task Gives_an_environment_the_variables_that_AWS_gives()
    {
        var seen = new TaskCompletionSource<IReadOnlyDictionary<string, string>>();
        await using var host = await LambdaHost.StartAsync(LambdaHost.InProcess((runtime, variables, stop) =>
        {
            seen.TrySetResult(variables);
            return runtime.ServeAsync(e => e.Payload, stop);
        }));
        host.Services.Functions.Deploy(LambdaHost.Function("echo") with
        {
            Environment = new Dictionary<string, string> { ["TABLE"] = "t", ["_HANDLER"] = "Evil" },
        });
        using var answer = await host.InvokeAsync("echo", "1");
        var variables = await seen.Task;
        Assert.Equal("t", variables["TABLE"]);
        Assert.Equal("Handle", variables["_HANDLER"]);
        Assert.Equal("echo", variables["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.Equal("$LATEST", variables["AWS_LAMBDA_FUNCTION_VERSION"]);
        Assert.Equal("128", variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("/aws/lambda/echo", variables["AWS_LAMBDA_LOG_GROUP_NAME"]);
        Assert.Matches(@"^\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]{32}$", variables["AWS_LAMBDA_LOG_STREAM_NAME"]);
        Assert.Equal("on-demand", variables["AWS_LAMBDA_INITIALIZATION_TYPE"]);
        Assert.Equal("us-east-1", variables["AWS_REGION"]);
        Assert.Equal(host.Url, variables["AWS_ENDPOINT_URL"]);
        Assert.Equal("echo", variables["OTEL_SERVICE_NAME"]);
        Assert.True(host.Services.Credentials.TryFind(variables["AWS_ACCESS_KEY_ID"], out var credential));
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/echo-role/echo", credential.Owner.Arn);
        Assert.Equal(credential.SessionToken, variables["AWS_SESSION_TOKEN"]);
    }

    [Fact]
    public async Task Runs_concurrent_invocations_in_environments_of_their_own()
    {
        using var together = new Barrier(3);
        await using var host = await LambdaHost.StartAsync(LambdaHost.InProcess((runtime, _, stop) =>
            runtime.ServeAsync(
                e =>
                {
                    Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(20), CancellationToken.None));
                    return e.Payload;
                },
                stop)));
        host.Services.Functions.Deploy(LambdaHost.Function("echo") with { Timeout = TimeSpan.FromSeconds(60) });
        var answers = await Task.WhenAll(
            host.InvokeAsync("echo", "1"), host.InvokeAsync("echo", "2"), host.InvokeAsync("echo", "3"));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
    }

    /// <summary>Local: AWS has no external runtimes.</summary>
    [Fact]
    public async Task Gives_events_to_whoever_attaches_and_to_its_own_environments_while_that_one_is_busy()
    {
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var host = await LambdaHost.StartAsync(LambdaHost.InProcess(async (runtime, _, stop) =>
        {
            while (true)
            {
                var own = await runtime.NextAsync(stop);
                begun.TrySetResult();
                await release.Task.WaitAsync(stop);
                using var answer = await runtime.RespondAsync(own.RequestId, "\"host\"");
            }
        }));
        host.Services.Functions.Deploy(LambdaHost.Function("echo"));
        var busy = host.InvokeAsync("echo", "1");
        await begun.Task.InTimeAsync();
        using var attached = Runtime.External(host, "echo");
        var polling = attached.NextAsync();
        await host.IdleAsync("echo", 1);
        // The host's own environment polls last, and would be the first to get an event.
        release.SetResult();
        using var warm = await busy;
        await host.IdleAsync("echo", 2);

        var halted = host.InvokeAsync("echo", "2");
        var next = await polling.InTimeAsync();
        using var meanwhile = await host.InvokeAsync("echo", "3");
        using var accepted = await attached.RespondAsync(next.RequestId, "\"attached\"");
        using var answer = await halted;
        Assert.Equal("2", next.Payload);
        Assert.Equal("\"host\"", await meanwhile.Content.ReadAsStringAsync());
        Assert.Equal("\"attached\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Throttles_above_the_reserved_concurrency()
    {
        await using var host = await LambdaHost.StartAsync();
        host.Services.Functions.Deploy(LambdaHost.Function("one") with { ReservedConcurrency = 1 });
        using var runtime = Runtime.External(host, "one");
        var first = host.InvokeAsync("one", "1");
        var next = await runtime.NextAsync();
        using var refused = await host.InvokeAsync("one", "2");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("TooManyRequestsException", refused.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal(
            """{"Type":"User","Message":"Rate Exceeded.","""
            + "\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\"}",
            await refused.Content.ReadAsStringAsync());
        using var accepted = await runtime.RespondAsync(next.RequestId, "1");
        using var answer = await first;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Times_out_discards_the_environment_and_refuses_its_late_answer()
    {
        var time = new ManualTime();
        var busy = new TaskCompletionSource();
        var late = new TaskCompletionSource<HttpStatusCode>();
        var environments = 0;
        await using var host = await LambdaHost.StartAsync(
            LambdaHost.InProcess(async (runtime, _, stop) =>
            {
                if (Interlocked.Increment(ref environments) > 1)
                {
                    await runtime.ServeAsync(e => e.Payload, stop);
                }

                var next = await runtime.NextAsync(stop);
                busy.SetResult();
                await Cancelled(stop);
                using var answer = await runtime.RespondAsync(next.RequestId, "late");
                late.SetResult(answer.StatusCode);
            }),
            time);
        host.Services.Functions.Deploy(LambdaHost.Function("slow"));
        var invoking = host.InvokeAsync("slow", "1");
        await busy.Task;
        time.Advance(TimeSpan.FromSeconds(3));
        using var answer = await invoking;
        var requestId = answer.Headers.GetValues("x-amzn-RequestId").Single();
        Assert.Equal("Unhandled", answer.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Equal(
            $$"""{"errorMessage":"2026-11-20T12:00:03.000Z {{requestId}} Task timed out after 3.00 seconds"}""",
            await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await late.Task);
        using var next = await host.InvokeAsync("slow", "2");
        Assert.Equal("2", await next.Content.ReadAsStringAsync());
        Assert.Equal(2, environments);
    }

    /// <summary>Local: a debugger needs it.</summary>
    [Fact]
    public async Task Without_time_outs_a_function_may_take_its_time_and_is_told_so()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(new LocalAwsOptions
        {
            Functions = new FunctionHosting.External { EnforcesTimeouts = false },
            Time = time,
            Iam = IamMode.Off,
        });
        host.Services.Functions.Deploy(LambdaHost.Function("echo"));
        using var runtime = Runtime.External(host, "echo");
        var invoking = host.InvokeAsync("echo", "1");
        var next = await runtime.NextAsync();
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            time.GetUtcNow() + TimeSpan.FromHours(23),
            DateTimeOffset.FromUnixTimeMilliseconds(
                long.Parse(next.Headers["Lambda-Runtime-Deadline-Ms"], CultureInfo.InvariantCulture)));
        using var accepted = await runtime.RespondAsync(next.RequestId, "2");
        using var answer = await invoking;
        Assert.Equal("2", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Tries_a_failed_init_once_more_and_then_answers_with_its_error()
    {
        var inits = 0;
        await using var host = await LambdaHost.StartAsync(LambdaHost.InProcess(async (runtime, _, _) =>
        {
            Interlocked.Increment(ref inits);
            using var accepted = await runtime.PostAsync("init/error", """{"errorType":"Runtime.Broken"}""");
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        }));
        host.Services.Functions.Deploy(LambdaHost.Function("broken"));
        using var answer = await host.InvokeAsync("broken", "1");
        Assert.Equal("Unhandled", answer.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Equal("""{"errorType":"Runtime.Broken"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(2, inits);
    }

    [Fact]
    public async Task Reports_a_runtime_that_exits_during_an_invocation()
    {
        await using var host = await LambdaHost.StartAsync(LambdaHost.InProcess(
            async (runtime, _, stop) => await runtime.NextAsync(stop)));
        host.Services.Functions.Deploy(LambdaHost.Function("quitter"));
        using var answer = await host.InvokeAsync("quitter", "1");
        var requestId = answer.Headers.GetValues("x-amzn-RequestId").Single();
        Assert.Equal(
            """{"errorType":"Runtime.ExitError","errorMessage":"RequestId: """
            + $$"""{{requestId}} Error: Runtime exited without providing a reason"}""",
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ends_an_init_phase_after_ten_seconds_and_repeats_it_within_the_function_s_time_out()
    {
        var time = new ManualTime();
        var starts = new ConcurrentQueue<TaskCompletionSource>([new(), new()]);
        var started = starts.ToArray();
        await using var host = await LambdaHost.StartAsync(
            LambdaHost.InProcess(async (_, _, stop) =>
            {
                Assert.True(starts.TryDequeue(out var start));
                start.SetResult();
                await Cancelled(stop);
            }),
            time);
        host.Services.Functions.Deploy(LambdaHost.Function("stuck") with { Timeout = TimeSpan.FromSeconds(5) });
        var invoking = host.InvokeAsync("stuck", "1");
        await started[0].Task;
        time.Advance(TimeSpan.FromSeconds(10));
        await started[1].Task;
        time.Advance(TimeSpan.FromSeconds(5));
        using var answer = await invoking;
        Assert.Contains(
            "Task timed out after 5.00 seconds",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_an_environment_that_is_idle_for_long()
    {
        var time = new ManualTime();
        var ended = new TaskCompletionSource();
        await using var host = await LambdaHost.StartAsync(
            LambdaHost.InProcess(async (runtime, _, stop) =>
            {
                try
                {
                    await runtime.ServeAsync(e => e.Payload, stop);
                }
                finally
                {
                    ended.SetResult();
                }
            }),
            time);
        host.Services.Functions.Deploy(LambdaHost.Function("echo"));
        using var answer = await host.InvokeAsync("echo", "1");
        var pool = host.Services.Functions.Find("echo")!;
        await pool.WhenIdleAsync(1).InTimeAsync();
        time.Advance(TimeSpan.FromMinutes(6));
        await ended.Task.InTimeAsync();
        await pool.WhenIdleAsync(0).InTimeAsync();
    }

    [Fact]
    public async Task Returns_the_tail_of_the_log_on_request()
    {
        await using var host = await LambdaHost.StartAsync(LambdaHost.Serving(e => e.Payload));
        host.Services.Functions.Deploy(LambdaHost.Function("echo"));
        using var answer = await host.InvokeAsync("echo", "1", "X-Amz-Log-Type: Tail");
        var log = System.Text.Encoding.UTF8.GetString(
            Convert.FromBase64String(answer.Headers.GetValues("X-Amz-Log-Result").Single()));
        Assert.StartsWith("START RequestId: ", log, StringComparison.Ordinal);
        Assert.Contains("REPORT RequestId: ", log, StringComparison.Ordinal);
    }

    /// <summary>Completes, without an exception, when the environment is killed.</summary>
    private static async Task Cancelled(CancellationToken stop)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = stop.Register(cancelled.SetResult);
        await cancelled.Task;
    }
}
