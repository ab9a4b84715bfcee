using System.Diagnostics;

namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>
/// One execution environment of a handler: next → handle → answer → next. Invocations do not overlap in it, as on
/// Lambda; concurrency comes from more environments.
/// </summary>
internal sealed class RuntimeLoop(
    RuntimeApi api,
    LambdaHandler handler,
    IReadOnlyDictionary<string, string> environment,
    TimeProvider time,
    Action<string> log)
{
    /// <summary>A timer takes no more than 49 days, and a host without time-outs names a deadline far away.</summary>
    private static readonly TimeSpan TimerMax = TimeSpan.FromDays(1);

    private static readonly ActivitySource Source = new(LambdaRuntime.ActivitySourceName);

    /// <param name="log">Takes a line for the developer: the function's standard error, or the host's log.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        Func<IReadOnlyDictionary<string, string>, LambdaHandler> create,
        IReadOnlyDictionary<string, string> environment,
        TimeProvider time,
        Action<string> log,
        CancellationToken stop)
    {
        if (environment.GetValueOrDefault("AWS_LAMBDA_RUNTIME_API") is not { Length: > 0 } address)
        {
            log("AWS_LAMBDA_RUNTIME_API is not set: this program is a Lambda function, which a host starts.");
            return 1;
        }

        using var api = new RuntimeApi(address);
        try
        {
            return Create(create, environment, out var fault) is { } handler
                ? await new RuntimeLoop(api, handler, environment, time, log).RunAsync(stop)
                : await EndInitAsync(api, fault!, log);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (HttpRequestException e)
        {
            log($"The Runtime API at {address} is gone: {e.Message}");
            return 1;
        }
    }

    /// <summary>What the function's own code throws is its init error, of any type.</summary>
    private static LambdaHandler? Create(
        Func<IReadOnlyDictionary<string, string>, LambdaHandler> create,
        IReadOnlyDictionary<string, string> environment,
        out Exception? fault)
    {
        try
        {
            fault = null;
            return create(environment);
        }
        catch (Exception e)
        {
            fault = e;
            return null;
        }
    }

    private static async Task<int> EndInitAsync(RuntimeApi api, Exception fault, Action<string> log)
    {
        log(fault.ToString());
        await api.FailInitAsync(fault);
        return 1;
    }

    private async Task<int> RunAsync(CancellationToken stop)
    {
        while (true)
        {
            // A span of the caller's own, for example a test's, is no parent of an invocation.
            Activity.Current = null;
            await ServeAsync(await api.NextAsync(stop));
        }
    }

    /// <summary>An exception of a handler, of any type, fails its invocation and not the environment.</summary>
    private async Task ServeAsync(RuntimeEvent next)
    {
        using var span = StartSpan(next);
        using var deadline = new CancellationTokenSource(TimeUntil(next.Deadline), time);
        using var payload = new MemoryStream(next.Payload, writable: false);
        Stream response;
        try
        {
            response = await handler(payload, Describe(next, deadline.Token))
                ?? throw new InvalidOperationException("The handler returned no stream.");
        }
        catch (Exception e)
        {
            log(e.ToString());
            span.SetStatus(ActivityStatusCode.Error, $"{e.GetType().Name}: {e.Message}");
            LogLate(next, await api.FailAsync(next, e));
            return;
        }

        await using (response)
        {
            LogLate(next, await api.RespondAsync(next, response));
        }
    }

    private LambdaContext Describe(RuntimeEvent next, CancellationToken stop) => new()
    {
        AwsRequestId = next.RequestId,
        InvokedFunctionArn = next.FunctionArn,
        Environment = environment,
        TraceId = next.TraceId,
        Deadline = next.Deadline,
        Time = time,
        Stop = stop,
    };

    private TimeSpan TimeUntil(DateTimeOffset deadline)
    {
        var left = deadline - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left > TimerMax ? TimerMax : left;
    }

    /// <summary>
    /// The calls of the handler go on with the trace of its caller. Where nothing records the span it is there all the
    /// same, since HttpClient hands on the current one: the trace then has a gap but is one.
    /// </summary>
    private Activity StartSpan(RuntimeEvent next)
    {
        var name = environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_NAME") ?? "function";
        var parent = TraceParent.Read(next.TraceId);
        var span = Source.StartActivity(name, ActivityKind.Server, parent);
        if (span is null)
        {
            span = new Activity(name).SetIdFormat(ActivityIdFormat.W3C);
            _ = parent == default ? span : span.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
            span.Start();
        }

        return span.SetTag("faas.invocation_id", next.RequestId);
    }

    private void LogLate(RuntimeEvent answered, bool isTaken)
    {
        if (!isTaken)
        {
            log($"The answer of {answered.RequestId} was not taken: too late, too large or no JSON.");
        }
    }
}
