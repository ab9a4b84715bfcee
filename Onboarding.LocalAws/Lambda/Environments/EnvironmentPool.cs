using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// The environments of one function and the invocations that wait for one.
/// <para>Goal: every accepted invocation ends exactly once: answered, failed, timed out, or with the host.</para>
/// <para>Cases: a runtime polls → the oldest waiting invocation, else it waits itself. An invocation comes → a polling
/// runtime, else it waits, and an environment is started for it unless one that starts or finishes will take it. A
/// deadline passes, a runtime exits, an init fails → the invocation ends with Lambda's error and the environment is
/// gone.</para>
/// <para>Invariants, all under one lock: an invocation is waiting, or running in one environment, or ended; an
/// environment has at most one unanswered invocation; nothing runs under the lock but this state machine (launching,
/// killing and the continuations of callers run on the thread pool).</para>
/// </summary>
internal sealed class EnvironmentPool : IEnvironmentEvents
{
    private readonly Lock _lock = new();
    private readonly InvocationBook _invocations;
    private readonly RuntimePolls _polls = new();
    private readonly EnvironmentSet _environments;
    private readonly EnvironmentDemand _demand;
    private readonly EnvironmentLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<EnvironmentPool> _logger;
    private readonly MissingRuntime _missing;
    private bool _isStopped;

    public EnvironmentPool(
        FunctionDefinition function,
        EnvironmentFactory factory,
        AccountConcurrency account,
        TimeProvider time,
        ILogger<EnvironmentPool> logger)
    {
        Function = function;
        _limits = factory.Limits;
        _invocations = new InvocationBook(function, _limits, account, time, TimeOut);
        _environments = new EnvironmentSet(function, factory, this, time);
        _demand = new EnvironmentDemand(_environments, time, StopWaitingForFinishing);
        _time = time;
        _logger = logger;
        _missing = new MissingRuntime(function.Name, factory.Starts(function), logger);
    }

    public FunctionDefinition Function { get; }

    public InvocationTally Tally { get; } = new();

    public PoolCounts Count()
    {
        lock (_lock)
        {
            return new PoolCounts(_environments.Live.Count, _invocations.WaitingCount, _missing.IsThere);
        }
    }

    /// <summary>Completes once so many runtimes wait for an event.</summary>
    public Task WhenIdleAsync(int count)
    {
        lock (_lock)
        {
            return _polls.WhenCount(count);
        }
    }

    /// <summary>Runs the function once.</summary>
    /// <param name="giveUp">
    /// Ends the wait. An invocation that no environment has taken is withdrawn; one that runs goes on, as in AWS.
    /// </param>
    public async Task<InvokeResult> InvokeAsync(Invocation invocation, CancellationToken giveUp)
    {
        lock (_lock)
        {
            var refusal = _isStopped ? InvokeStatus.HostStopping : _invocations.Accept(invocation);
            if (refusal is { } status)
            {
                return new InvokeResult(status, invocation.RequestId, ReadOnlyMemory<byte>.Empty);
            }

            DispatchUnderLock();
        }

        try
        {
            return await invocation.Ended.WaitAsync(giveUp);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            lock (_lock)
            {
                _invocations.Withdraw(invocation);
                _missing.CallerGivesUp();
            }

            throw;
        }
    }

    /// <summary>A managed environment by the id in its Runtime API address.</summary>
    public ExecutionEnvironment? FindEnvironment(string id)
    {
        lock (_lock)
        {
            return _environments.Find(id);
        }
    }

    /// <summary>A runtime asks for its next event.</summary>
    /// <param name="environment">Null for an external runtime.</param>
    /// <returns>The event; null where the runtime has gone, was reaped, or must not ask now.</returns>
    public async ValueTask<Invocation?> NextAsync(ExecutionEnvironment? environment, CancellationToken aborted)
    {
        RuntimePoll poll;
        lock (_lock)
        {
            // A managed environment that gets no event waits to be killed: an error would only fill its log.
            if (environment is null ? _isStopped : !TryMakeReadyUnderLock(environment))
            {
                return null;
            }

            if (environment is null)
            {
                _missing.Polls();
            }

            poll = _polls.Add(environment);
            DispatchUnderLock();
        }

        await using var registration = aborted.UnsafeRegister(_ => Abandon(poll), null);
        return await poll.Taken;
    }

    /// <summary>The event could not be sent to the runtime: another one gets it.</summary>
    public void GiveBack(Invocation invocation)
    {
        lock (_lock)
        {
            if (_invocations.TryGiveBack(invocation))
            {
                NoteIfGoneUnderLock();
                DispatchUnderLock();
            }
        }
    }

    /// <summary>A runtime's response or error.</summary>
    public RuntimeCallResult End(
        ExecutionEnvironment? environment, string requestId, InvokeStatus status, ReadOnlyMemory<byte> payload)
    {
        lock (_lock)
        {
            if (environment is { State: not EnvironmentState.Busy })
            {
                return RuntimeCallResult.InvalidStateTransition;
            }

            if (_invocations.FindRunning(requestId, environment) is not { } invocation)
            {
                return RuntimeCallResult.InvalidRequestId;
            }

            environment?.Finish();
            _invocations.End(invocation, status, payload);
            return RuntimeCallResult.Accepted;
        }
    }

    /// <summary>The runtime says that it cannot start.</summary>
    public RuntimeCallResult FailInit(ExecutionEnvironment environment, ReadOnlyMemory<byte> document)
    {
        lock (_lock)
        {
            if (environment.State != EnvironmentState.Initializing)
            {
                return RuntimeCallResult.InvalidStateTransition;
            }

            FailUnderLock(environment, _ => document);
            return RuntimeCallResult.Accepted;
        }
    }

    public void InitTimedOut(ExecutionEnvironment environment, TimeSpan limit)
    {
        lock (_lock)
        {
            if (environment.State == EnvironmentState.Initializing)
            {
                EnvironmentPoolLog.InitTimedOut(_logger, Function.Name, limit.TotalSeconds);
                FailUnderLock(environment, id => FunctionErrors.TimedOut(id, limit, _time.GetUtcNow()));
            }
        }
    }

    public void Exited(ExecutionEnvironment environment, EnvironmentExit exit)
    {
        lock (_lock)
        {
            _environments.Exited(environment);
            if (environment.State != EnvironmentState.Ended)
            {
                EnvironmentPoolLog.Exited(_logger, Function.Name, exit.Reason, environment.Output.Tail);
                FailUnderLock(environment, exit.Document);
            }
        }
    }

    /// <summary>Ends the environments without an invocation for <see cref="EnvironmentLimits.IdleTimeMax"/>.</summary>
    public void ReapIdle()
    {
        lock (_lock)
        {
            foreach (var environment in _polls.IdleFor(_limits.IdleTimeMax, _time))
            {
                EndEnvironmentUnderLock(environment);
            }
        }
    }

    /// <summary>
    /// Ends every environment, so that the next invocation starts a fresh one. What one of them runs fails with it, as
    /// where a runtime exits; what waits is run.
    /// </summary>
    /// <returns>How many there were.</returns>
    public int Restart()
    {
        lock (_lock)
        {
            var environments = _environments.Live;
            foreach (var environment in environments)
            {
                var running = environment.Current is { HasEnded: false } current ? current : null;
                EndEnvironmentUnderLock(environment);
                if (running is not null)
                {
                    var document = FunctionErrors.Exited(running.RequestId, "Runtime was restarted by hand");
                    _invocations.End(running, InvokeStatus.FunctionError, document);
                }
            }

            DispatchUnderLock();
            return environments.Count;
        }
    }

    /// <summary>Takes no more invocations and ends those that wait.</summary>
    /// <returns>Completes when the invocations that run have ended.</returns>
    public Task DrainAsync()
    {
        lock (_lock)
        {
            _isStopped = true;
            _invocations.EndWaiting();
            return _invocations.WhenRunningEnded();
        }
    }

    /// <summary>Kills every environment; what still runs ends with it.</summary>
    /// <returns>Completes when their runtimes are gone.</returns>
    public Task KillAsync()
    {
        lock (_lock)
        {
            _isStopped = true;
            _demand.Forget();
            _environments.EndAll();
            _polls.AbandonAll();
            _invocations.EndWaiting();
            _invocations.EndRunning();
            return _environments.WhenAllExited();
        }
    }

    /// <summary>Hands waiting invocations to polling runtimes and starts environments for the rest.</summary>
    private void DispatchUnderLock()
    {
        while (_invocations.WaitingCount > 0 && _polls.Take() is { } poll)
        {
            var invocation = _invocations.TakeOldest()!;
            _invocations.Begin(invocation, poll.Environment);
            poll.Hand(invocation);
        }

        if (_invocations.WaitingCount > 0 && !_isStopped)
        {
            _demand.Meet(_invocations.WaitingCount);
            _missing.EventWaits();
        }
    }

    private void StopWaitingForFinishing()
    {
        lock (_lock)
        {
            _demand.MeetNow(_isStopped ? 0 : _invocations.WaitingCount);
        }
    }

    /// <summary>
    /// Ends an environment, and fails its invocation. An init is repeated where invocations wait for it; where it is
    /// not, its failure is the result of the oldest invocation.
    /// </summary>
    private void FailUnderLock(ExecutionEnvironment environment, Func<string, ReadOnlyMemory<byte>> document)
    {
        var failed = environment.Current is { HasEnded: false } current ? current : null;
        var isInit = environment.State == EnvironmentState.Initializing;
        EndEnvironmentUnderLock(environment);
        if (isInit)
        {
            EnvironmentPoolLog.InitFailed(_logger, Function.Name, environment.Init.Attempt);
            if (environment.Init.Repeated is { } repeated && _invocations.WaitingCount > 0 && !_isStopped)
            {
                _environments.TryStart(repeated);
                return;
            }

            failed = _invocations.TakeOldest();
        }

        if (failed is not null)
        {
            _invocations.End(failed, InvokeStatus.FunctionError, document(failed.RequestId));
        }

        DispatchUnderLock();
    }

    private void TimeOut(Invocation invocation, ExecutionEnvironment? environment)
    {
        ReadOnlyMemory<byte> Document(string id) => FunctionErrors.TimedOut(id, Function.Timeout, _time.GetUtcNow());
        lock (_lock)
        {
            if (_invocations.IsRunning(invocation))
            {
                EnvironmentPoolLog.TimedOut(
                    _logger, Function.Name, invocation.RequestId, Function.Timeout.TotalSeconds);
            }

            if (environment?.Current == invocation)
            {
                FailUnderLock(environment, Document);
            }
            else if (_invocations.IsRunning(invocation))
            {
                _missing.Goes();
                _invocations.End(invocation, InvokeStatus.FunctionError, Document(invocation.RequestId));
            }
        }
    }

    private bool TryMakeReadyUnderLock(ExecutionEnvironment environment)
    {
        if (!environment.MayPoll)
        {
            return false;
        }

        // A runtime that lost its connection polls anew; its old poll would swallow an event.
        _polls.AbandonOf(environment);
        environment.MakeReady(_time.GetTimestamp());
        return true;
    }

    private void EndEnvironmentUnderLock(ExecutionEnvironment environment)
    {
        _polls.AbandonOf(environment);
        _environments.End(environment);
    }

    private void Abandon(RuntimePoll poll)
    {
        lock (_lock)
        {
            _polls.Abandon(poll);
            NoteIfGoneUnderLock();
        }
    }

    private void NoteIfGoneUnderLock()
    {
        if (!_polls.HasExternal)
        {
            _missing.Goes();
        }
    }
}
