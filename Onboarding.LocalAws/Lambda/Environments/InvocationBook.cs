using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// The invocations of one function that were accepted and have not ended: first they wait, then they run in one
/// environment. Every member needs the pool's lock.
/// </summary>
/// <param name="outOfTime">Called without the lock when the time for an invocation is over.</param>
internal sealed class InvocationBook(
    FunctionDefinition function,
    EnvironmentLimits limits,
    AccountConcurrency account,
    TimeProvider time,
    Action<Invocation, ExecutionEnvironment?> outOfTime)
{
    private readonly LinkedList<Invocation> _waiting = new();
    private readonly Dictionary<string, RunningInvocation> _running = new(StringComparer.Ordinal);

    public int WaitingCount => _waiting.Count;

    /// <returns>Why the invocation is refused; null where it waits from now on.</returns>
    public InvokeStatus? Accept(Invocation invocation)
    {
        if (_waiting.Count + _running.Count >= function.ReservedConcurrency)
        {
            return InvokeStatus.ThrottledByReservedConcurrency;
        }

        if (!account.TryEnter())
        {
            return InvokeStatus.ThrottledByAccount;
        }

        _waiting.AddLast(invocation);
        return null;
    }

    /// <summary>Removes the invocation if it still waits.</summary>
    public void Withdraw(Invocation invocation)
    {
        if (_waiting.Remove(invocation))
        {
            account.Leave();
        }
    }

    /// <summary>Removes the invocation that has waited longest; the caller begins or ends it.</summary>
    public Invocation? TakeOldest()
    {
        var oldest = _waiting.First?.Value;
        if (oldest is not null)
        {
            _waiting.RemoveFirst();
        }

        return oldest;
    }

    public void Begin(Invocation invocation, ExecutionEnvironment? environment)
    {
        invocation.Begin(time, limits.TimeOf(function));
        invocation.DeadlineTimer = limits.EnforcesTimeouts
            ? time.CreateTimer(
                _ => outOfTime(invocation, environment), null, function.Timeout, Timeout.InfiniteTimeSpan)
            : null;
        _running.Add(invocation.RequestId, new RunningInvocation(invocation, environment));
        environment?.Begin(invocation);
    }

    public bool IsRunning(Invocation invocation) => _running.ContainsKey(invocation.RequestId);

    /// <summary>The invocation by its id, if it runs in that environment.</summary>
    public Invocation? FindRunning(string requestId, ExecutionEnvironment? environment) =>
        _running.TryGetValue(requestId, out var running) && running.Environment == environment
            ? running.Invocation
            : null;

    /// <summary>A runtime that took the event has gone before it got it: the event is the next to be taken.</summary>
    public bool TryGiveBack(Invocation invocation)
    {
        if (!_running.Remove(invocation.RequestId, out var running))
        {
            return false;
        }

        invocation.DeadlineTimer?.Dispose();
        running.Environment?.GiveBack();
        _waiting.AddFirst(invocation);
        return true;
    }

    /// <summary>Ends an invocation that runs, or was taken from those that wait.</summary>
    public void End(Invocation invocation, InvokeStatus status, ReadOnlyMemory<byte> payload)
    {
        Invariant.Check(!invocation.HasEnded);
        if (_running.Remove(invocation.RequestId, out var running) && running.Environment is null)
        {
            // A managed environment must poll again by the deadline; an external runtime has none that could end.
            invocation.DeadlineTimer?.Dispose();
        }

        account.Leave();
        invocation.End(status, payload, time, function.MemorySizeMegabytes);
    }

    public void EndWaiting()
    {
        while (TakeOldest() is { } invocation)
        {
            End(invocation, InvokeStatus.HostStopping, ReadOnlyMemory<byte>.Empty);
        }
    }

    public void EndRunning()
    {
        foreach (var running in _running.Values.ToArray())
        {
            running.Invocation.DeadlineTimer?.Dispose();
            End(running.Invocation, InvokeStatus.HostStopping, ReadOnlyMemory<byte>.Empty);
        }
    }

    /// <summary>Completes when everything that runs now has ended.</summary>
    public Task WhenRunningEnded() => Task.WhenAll(_running.Values.Select(r => r.Invocation.Ended));

    private readonly record struct RunningInvocation(Invocation Invocation, ExecutionEnvironment? Environment);
}
