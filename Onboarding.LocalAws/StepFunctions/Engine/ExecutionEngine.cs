using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// Every execution that runs in this process. Each is a task of its own; what a data folder has kept goes on in the
/// next process. Safe for concurrent use.
/// </summary>
internal sealed partial class ExecutionEngine(EngineContext context) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Not disposed, since an execution may start while it is replaced; it holds nothing but memory.</summary>
    private CancellationTokenSource _stop = new();

    public ExecutionTally Tally { get; } = new();

    /// <summary>Whether the host stops or forgets, and not a caller an execution.</summary>
    public bool IsStopping => _stop.IsCancellationRequested;

    /// <param name="name">Null takes a UUID.</param>
    /// <param name="traceHeader">X-Ray's; null where there is none.</param>
    public StartOutcome Start(StateMachine machine, string? name, ExecutionInput input, string? traceHeader)
    {
        var execution = Make(machine, name, input, traceHeader);
        var outcome = context.Executions.Start(
            execution,
            machine.Type == MachineType.Standard
                ? StateEvents.ExecutionStarted(input.Text, machine.Revision.RoleArn)
                : null);
        if (outcome is StartOutcome.Started)
        {
            Launch(execution, input.Value, []);
        }

        return outcome;
    }

    /// <summary>Runs an Express execution whose caller waits: nothing of it is kept.</summary>
    /// <param name="giveUp">Ends the wait; the execution goes on.</param>
    /// <returns>The execution as it ended.</returns>
    /// <exception cref="OperationCanceledException">The host stops.</exception>
    public async Task<Execution> RunAsync(
        StateMachine machine, string? name, ExecutionInput input, string? traceHeader, CancellationToken giveUp)
    {
        var execution = Make(machine, name, input, traceHeader);
        var running = new ExecutionRun(context, this, execution, input.Value, []);
        var stop = _stop.Token;
        var end = await Detached(() => CountedAsync(execution, () => running.RunAsync(stop))).WaitAsync(giveUp);
        return execution with { End = end ?? throw new OperationCanceledException("The host stops.", stop) };
    }

    /// <returns>How it has ended, now or before; null where there is no such execution.</returns>
    public ExecutionEnd? Stop(string arn, string? error, string? cause)
    {
        var aborted = new ExecutionEnd(
            ExecutionStatus.Aborted, context.Time.GetUtcNow(), Output: null, error, cause);
        var end = context.Executions.End(arn, aborted, previousId: 0, StateEvents.Ended(aborted));
        if (_running.TryGetValue(arn, out var running))
        {
            running.Stop.Cancel();
        }

        return end;
    }

    /// <summary>Completes once the execution runs no more in this process; at once where it does not.</summary>
    public Task WhenEndedAsync(string arn, CancellationToken stop) =>
        _running.TryGetValue(arn, out var running) ? running.Ended.Task.WaitAsync(stop) : Task.CompletedTask;

    /// <summary>
    /// Goes on with what an earlier process has left, once the resources of the template exist again: a Standard
    /// execution where it was, an Express execution from its begin.
    /// </summary>
    public void Resume()
    {
        foreach (var execution in context.Executions.Running.Where(e => !_running.ContainsKey(e.Arn)))
        {
            Launch(execution, JsonValue.Parse(execution.Input.Span), context.Executions.Frames(execution.Arn));
        }
    }

    /// <summary>Forgets every execution, once none runs any more: a name may be used again at once.</summary>
    public async ValueTask ResetAsync()
    {
        var ended = Task.WhenAll(_running.Values.Select(r => r.Ended.Task));
        await Interlocked.Exchange(ref _stop, new CancellationTokenSource()).CancelAsync();
        await ended;
        context.Executions.Clear();
        Tally.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values.Select(r => r.Ended.Task));
    }

    /// <summary>
    /// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html: a UUID is the name where
    /// there is none; the ARN of an Express execution ends with one more, as its name may be used again.
    /// </summary>
    private Execution Make(StateMachine machine, string? name, ExecutionInput input, string? traceHeader)
    {
        var own = name ?? context.Random.NextGuid().ToString();
        var arn = machine.Type == MachineType.Standard
            ? context.ExecutionArn(machine.Name, own)
            : context.Scope.Arn("states", $"express:{machine.Name}:{own}:{context.Random.NextGuid()}");
        return new Execution
        {
            Arn = arn,
            Name = own,
            MachineArn = machine.Arn,
            MachineName = machine.Name,
            Type = machine.Type,
            Revision = machine.Revision,
            Input = input.Text,
            StartedAt = context.Time.GetUtcNow(),
            Trace = StateSpan.Start(machine, arn, input.Value, traceHeader),
            TraceHeader = traceHeader,
        };
    }

    private void Launch(Execution execution, JsonElement input, IReadOnlyList<BranchFrame> frames)
    {
        var running = new Running(
            new CancellationTokenSource(), new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_running.TryAdd(execution.Arn, running))
        {
            _ = Detached(() => RunAsync(execution, input, frames, running));
        }
    }

    private async Task<bool> RunAsync(
        Execution execution, JsonElement input, IReadOnlyList<BranchFrame> frames, Running running)
    {
        // The source itself is not disposed, since a caller may stop the execution while it ends.
        await using var hostStops = _stop.Token.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), running.Stop);
        try
        {
            var run = new ExecutionRun(context, this, execution, input, frames);
            if (await CountedAsync(execution, () => run.RunAsync(running.Stop.Token)) is { } end)
            {
                context.Executions.End(
                    execution.Arn,
                    end,
                    run.LastEventId(end),
                    execution.Type == MachineType.Standard ? StateEvents.Ended(end) : null);
            }
        }
        catch (Exception e)
        {
            LogFault(context.Logger, e, execution.Arn);
        }
        finally
        {
            _running.TryRemove(execution.Arn, out _);
            running.Ended.SetResult();
        }

        return true;
    }

    private async Task<ExecutionEnd?> CountedAsync(Execution execution, Func<Task<ExecutionEnd?>> run)
    {
        Tally.Begin(execution.MachineArn);
        ExecutionEnd? end = null;
        try
        {
            return end = await run();
        }
        finally
        {
            // One that a caller stopped has its end in the store.
            Tally.End(
                execution.MachineArn, (end ?? context.Executions.Find(execution.Arn)?.End)?.Status);
        }
    }

    /// <summary>On a thread of its own choice, outside the span of the request that began it.</summary>
    private static Task<T> Detached<T>(Func<Task<T>> work)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "the execution {Arn} cannot go on by a fault of the host")]
    private static partial void LogFault(ILogger logger, Exception e, string arn);

    private sealed record Running(CancellationTokenSource Stop, TaskCompletionSource Ended);
}
