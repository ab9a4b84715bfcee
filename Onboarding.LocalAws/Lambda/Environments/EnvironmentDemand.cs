namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// Starts the environments that waiting invocations need: one each, less those that start already. An environment that
/// has answered and not polled yet will take an invocation, too, and is waited for: starting another at once would
/// double the environments of a function that is invoked again and again. But it is not waited for long.
/// Every member needs the pool's lock.
/// </summary>
/// <param name="runOut">
/// Called without the lock when the patience with such environments has run out; expected to call
/// <see cref="MeetNow"/>.
/// </param>
internal sealed class EnvironmentDemand(EnvironmentSet environments, TimeProvider time, Action runOut)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    private ITimer? _patience;

    /// <param name="waiting">Invocations that no runtime has taken.</param>
    public void Meet(int waiting)
    {
        var finishing = environments.CountIn(EnvironmentState.Finishing);
        if (Start(waiting, finishing) > 0 && finishing > 0)
        {
            _patience ??= time.CreateTimer(_ => runOut(), null, Patience, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc cref="Meet"/>
    public void MeetNow(int waiting)
    {
        Forget();
        Start(waiting, finishing: 0);
    }

    /// <summary>Ends the wait.</summary>
    public void Forget()
    {
        _patience?.Dispose();
        _patience = null;
    }

    /// <returns>The invocations for which nothing was started.</returns>
    private int Start(int waiting, int finishing)
    {
        var missing = waiting - environments.CountIn(EnvironmentState.Initializing);
        while (missing > finishing && environments.TryStart(InitPhase.First))
        {
            missing--;
        }

        return missing;
    }
}
