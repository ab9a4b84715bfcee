namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Turns a mapping on and off: there is one run at a time, and the next begins where the one before has ended. Safe for
/// concurrent use.
/// </summary>
/// <param name="ended">Told the run that has ended, before another one can begin.</param>
internal sealed class MappingSwitch<TRun>(Func<TRun> start, Action<TRun> ended, bool isOn)
    where TRun : class, IMappingRun
{
    private readonly Lock _lock = new();
    private TRun? _run = isOn ? start() : null;

    /// <summary>Null where the mapping is off.</summary>
    public TRun? Run
    {
        get
        {
            lock (_lock)
            {
                return _run;
            }
        }
    }

    /// <summary>Completes at once, unless the mapping is being turned off: then as soon as it is on again.</summary>
    public async Task TurnOnAsync()
    {
        while (true)
        {
            TRun ending;
            lock (_lock)
            {
                _run ??= start();
                if (!_run.IsStopping)
                {
                    return;
                }

                ending = _run;
            }

            await EndAsync(ending, CancellationToken.None);
        }
    }

    /// <summary>Completes when the run, if any, has ended.</summary>
    public Task TurnOffAsync(CancellationToken patience) =>
        Run is { } run ? EndAsync(run, patience) : Task.CompletedTask;

    private async Task EndAsync(TRun run, CancellationToken patience)
    {
        await run.StopAsync(patience);
        lock (_lock)
        {
            if (_run != run)
            {
                // Another caller has waited for the same end.
                return;
            }

            ended(run);
            _run = null;
        }

        await run.DisposeAsync();
    }
}
