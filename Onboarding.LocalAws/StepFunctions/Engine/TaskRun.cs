using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// One attempt of a Task: the call, and where the resource says so the wait for its token or its execution. A call
/// that was under way at a kill is made again, with the same token; one whose end was awaited is not.
/// </summary>
internal sealed class TaskRun(ExecutionRun run, Position position, TaskState task) : IStateAttempt
{
    /// <summary>Where a definition names no time-out (https://states-language.net/spec.html#task-state).</summary>
    private static readonly TimeSpan NoTimeout = TimeSpan.FromSeconds(99_999_999);

    private readonly TaskEvents _events = new(task.Resource, run.Context.Scope.Region);
    private readonly IntegrationPattern _pattern =
        task.Resource is ServiceResource service ? service.Pattern : IntegrationPattern.RequestResponse;

    /// <summary>Made once per attempt, and kept before anyone can see it.</summary>
    public string? TaskToken => _pattern == IntegrationPattern.WaitForTaskToken
        ? position.Handle ??= TaskTokens.Create(run.Context.Random)
        : null;

    public async Task<JsonElement> RunAsync(StateScope scope, CancellationToken stop)
    {
        var timeout = ExecutionRun.Evaluate(position, () => task.Timeout(scope));
        var heartbeat = ExecutionRun.Evaluate(position, () => task.Heartbeat(scope));
        var parameters = ExecutionRun.Evaluate(position, () => task.EffectiveInput(scope));
        if (position.Phase != FramePhase.Submitted)
        {
            Begin(parameters, timeout, heartbeat);
        }

        JsonElement result;
        try
        {
            result = await WithinAsync(timeout, inner => CallAsync(parameters, heartbeat, inner), stop);
            DataLimit.Check(result, task.Name);
        }
        catch (TaskTimeoutException expired)
        {
            position.Defer(_events.TimedOut(expired.Error, ""));
            throw new StatesException(expired.Error, "");
        }
        catch (StatesException failure)
        {
            position.Defer(_events.Failed(failure.Error, failure.Cause));
            throw;
        }

        position.Defer(_events.Succeeded(result));
        return result;
    }

    private void Begin(JsonElement parameters, TimeSpan timeout, TimeSpan? heartbeat)
    {
        if (_pattern is IntegrationPattern.Sync or IntegrationPattern.Sync2)
        {
            position.Handle ??= run.Nested.NewArn(parameters);
        }

        position.SetPhase(FramePhase.Entered, run.Now);
        run.Progress.Keep(
            position,
            _events.Scheduled(
                parameters, timeout == NoTimeout ? null : (long)timeout.TotalSeconds, (long?)heartbeat?.TotalSeconds),
            _events.Started());
    }

    private async Task<JsonElement> CallAsync(JsonElement parameters, TimeSpan? heartbeat, CancellationToken stop)
    {
        if (_pattern == IntegrationPattern.RequestResponse)
        {
            return await SendAsync(parameters, stop);
        }

        // A reply may have come before the call was known to have ended.
        if (position.Phase != FramePhase.Submitted && FindReply() is null)
        {
            var submitted = await SendAsync(parameters, stop);
            position.Phase = FramePhase.Submitted;
            run.Progress.Keep(position, _events.Submitted(submitted));
        }

        return _pattern == IntegrationPattern.WaitForTaskToken
            ? await AwaitReplyAsync(heartbeat, stop)
            : await run.Nested.WhenEndedAsync(position.Handle!, _pattern == IntegrationPattern.Sync2, stop);
    }

    private Task<JsonElement> SendAsync(JsonElement parameters, CancellationToken stop)
    {
        if (task.Resource is not ServiceResource service)
        {
            return run.Context.Integrations.InvokeAsync(task.Resource.Arn, parameters, stop);
        }

        return service is { Service: "states", IsAwsSdk: false }
            ? Task.FromResult(run.Nested.Start(parameters, position.Handle))
            : run.Context.Integrations.CallAsync(
                new TaskCall(
                    service.Service,
                    service.Action,
                    service.IsAwsSdk,
                    parameters,
                    run.Execution.Arn,
                    run.Execution.MachineArn),
                stop);
    }

    private async Task<JsonElement> AwaitReplyAsync(TimeSpan? heartbeat, CancellationToken stop)
    {
        var token = position.Handle!;
        var waiter = run.Context.Tokens.Add(token);
        // After a kill the task's worker gets a whole heartbeat again: when it gave its last sign is not kept.
        var beatAt = run.Now;
        try
        {
            while (true)
            {
                var next = waiter.Next;
                if (FindReply() is { } reply)
                {
                    return Read(reply);
                }

                if (!await WokeAsync(next, heartbeat - run.Context.Time.Look().AgeOf(beatAt), stop))
                {
                    throw new TaskTimeoutException(StatesErrors.HeartbeatTimeout);
                }

                beatAt = waiter.TakeBeat() ? run.Now : beatAt;
            }
        }
        finally
        {
            run.Context.Tokens.Remove(token);
        }
    }

    /// <returns>False where the time was over before.</returns>
    private async Task<bool> WokeAsync(Task next, TimeSpan? left, CancellationToken stop)
    {
        if (left is not { } time)
        {
            await next.WaitAsync(stop);
            return true;
        }

        if (time <= TimeSpan.Zero)
        {
            return false;
        }

        try
        {
            await next.WaitAsync(TimerDuration.ToPass(time), run.Context.Time, stop);
        }
        catch (TimeoutException)
        {
            // The caller looks at the clock again: a timer can be set for a part of the time only.
        }

        return true;
    }

    private TaskReply? FindReply() => _pattern == IntegrationPattern.WaitForTaskToken
        ? run.Context.Executions.FindReply(run.Execution.Arn, position.Handle!)
        : null;

    private static JsonElement Read(TaskReply reply) => reply switch
    {
        TaskReply.Success success => JsonValue.Parse(success.Output.Span),
        TaskReply.Failure failure => throw new StatesException(failure.Error ?? "", failure.Cause ?? ""),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The attempt's own time-out, counted from its begin, also over a kill.</summary>
    private async Task<JsonElement> WithinAsync(
        TimeSpan timeout, Func<CancellationToken, Task<JsonElement>> work, CancellationToken stop)
    {
        if (timeout == NoTimeout)
        {
            return await work(stop);
        }

        using var inner = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = work(inner.Token);
        var expiry = run.Context.Time.PassAsync(position.Since, timeout, inner.Token);
        var first = await Task.WhenAny(running, expiry);
        await inner.CancelAsync();
        if (first == running)
        {
            return await running;
        }

        stop.ThrowIfCancellationRequested();
        // How the call that was given up ends is of no interest any more.
        _ = running.ContinueWith(
            static t => t.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        throw new TaskTimeoutException(StatesErrors.Timeout);
    }
}

/// <param name="error">One of <see cref="StatesErrors"/>.</param>
internal sealed class TaskTimeoutException(string error) : Exception(error)
{
    public string Error { get; } = error;
}
