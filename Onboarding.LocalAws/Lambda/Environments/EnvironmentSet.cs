using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>What a pool must know of its environments. Called without the pool's lock.</summary>
internal interface IEnvironmentEvents
{
    /// <summary>The init phase took too long.</summary>
    void InitTimedOut(ExecutionEnvironment environment, TimeSpan limit);

    /// <summary>The runtime has ended, by itself or killed.</summary>
    void Exited(ExecutionEnvironment environment, EnvironmentExit exit);
}

/// <summary>The managed environments of one pool. Every member needs the pool's lock.</summary>
internal sealed class EnvironmentSet(
    FunctionDefinition function, EnvironmentFactory factory, IEnvironmentEvents events, TimeProvider time)
{
    private readonly Dictionary<string, ExecutionEnvironment> _live = new(StringComparer.Ordinal);

    /// <summary>All whose runtime has started and not ended: those that live or are being killed.</summary>
    private readonly Dictionary<string, ExecutionEnvironment> _running = new(StringComparer.Ordinal);

    /// <summary>No more environments than this, however many invocations wait.</summary>
    private int CountMax => Math.Min(
        factory.Limits.EnvironmentsPerFunctionMax, function.ReservedConcurrency ?? int.MaxValue);

    public IReadOnlyList<ExecutionEnvironment> Live => [.. _live.Values];

    /// <summary>Also one that is being killed, whose runtime may still call.</summary>
    public ExecutionEnvironment? Find(string id) => _running.GetValueOrDefault(id);

    public int CountIn(EnvironmentState state)
    {
        var count = 0;
        foreach (var environment in _live.Values)
        {
            count += environment.State == state ? 1 : 0;
        }

        return count;
    }

    /// <returns>False where there are as many environments as there may be, or nothing is started here.</returns>
    public bool TryStart(InitPhase init)
    {
        if (!factory.Starts(function) || _live.Count >= CountMax)
        {
            return false;
        }

        var environment = factory.Create(function, init);
        _live.Add(environment.Id, environment);
        var limit = init.TimeMax(function);
        environment.InitTimer = factory.Limits.EnforcesTimeouts
            ? time.CreateTimer(_ => events.InitTimedOut(environment, limit), null, limit, Timeout.InfiniteTimeSpan)
            : null;
        environment.Running = Task.Run(() => RunAsync(environment));
        _running.Add(environment.Id, environment);
        return true;
    }

    /// <summary>Kills the environment, unless it is gone already.</summary>
    /// <returns>False where it had ended before.</returns>
    public bool End(ExecutionEnvironment environment)
    {
        if (!_live.Remove(environment.Id))
        {
            return false;
        }

        environment.End();
        return true;
    }

    public void EndAll()
    {
        foreach (var environment in Live)
        {
            End(environment);
        }
    }

    /// <summary>Forgets the finished run.</summary>
    public void Exited(ExecutionEnvironment environment) => _running.Remove(environment.Id);

    /// <summary>Completes when every runtime that was ever started has ended.</summary>
    public Task WhenAllExited() => Task.WhenAll(_running.Values.Select(e => e.Running));

    private async Task RunAsync(ExecutionEnvironment environment)
    {
        using var kill = new CancellationTokenSource();
        var run = factory.RunAsync(function, environment, kill.Token);
        if (await Task.WhenAny(run, environment.Killed) != run)
        {
            await kill.CancelAsync();
        }

        events.Exited(environment, await run);
    }
}
