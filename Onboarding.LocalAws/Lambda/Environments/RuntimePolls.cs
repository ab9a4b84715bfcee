namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>The runtimes of one function that wait for an event. Every member needs the pool's lock.</summary>
internal sealed class RuntimePolls
{
    private readonly List<RuntimePoll> _polls = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _expected = [];

    public int Count => _polls.Count;

    public bool HasExternal => _polls.Exists(p => p.Environment is null);

    public RuntimePoll Add(ExecutionEnvironment? environment)
    {
        var poll = new RuntimePoll(environment);
        _polls.Add(poll);
        Changed();
        return poll;
    }

    /// <summary>
    /// The runtime for the next event, or null: an external runtime first, since a developer attaches one, with a
    /// debugger, to get the events; then the one used last, so that the others become idle enough to be reaped.
    /// </summary>
    public RuntimePoll? Take()
    {
        if (_polls.Count == 0)
        {
            return null;
        }

        var foreign = _polls.FindLastIndex(p => p.Environment is null);
        var index = foreign < 0 ? _polls.Count - 1 : foreign;
        var poll = _polls[index];
        _polls.RemoveAt(index);
        Changed();
        return poll;
    }

    /// <summary>Ends a poll without an event, if it still waits.</summary>
    public void Abandon(RuntimePoll poll)
    {
        if (_polls.Remove(poll))
        {
            poll.Abandon();
            Changed();
        }
    }

    public void AbandonOf(ExecutionEnvironment environment)
    {
        if (_polls.Find(p => p.Environment == environment) is { } poll)
        {
            Abandon(poll);
        }
    }

    public void AbandonAll()
    {
        _polls.ForEach(p => p.Abandon());
        _polls.Clear();
        Changed();
    }

    /// <summary>The managed environments that have been free for so long.</summary>
    public IReadOnlyList<ExecutionEnvironment> IdleFor(TimeSpan atLeast, TimeProvider time) =>
    [
        .. _polls.Select(p => p.Environment).OfType<ExecutionEnvironment>()
            .Where(e => time.GetElapsedTime(e.IdleSince) >= atLeast),
    ];

    /// <summary>Completes when there are that many.</summary>
    public Task WhenCount(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected.Add((count, reached));
        Changed();
        return reached.Task;
    }

    private void Changed()
    {
        for (var i = _expected.Count - 1; i >= 0; i--)
        {
            if (_expected[i].Count == _polls.Count)
            {
                _expected[i].Reached.SetResult();
                _expected.RemoveAt(i);
            }
        }
    }
}
