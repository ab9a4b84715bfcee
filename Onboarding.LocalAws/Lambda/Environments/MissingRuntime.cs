using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// Says in the log that an event waits for an external runtime which was not started: the event's caller learns only
/// that the answer takes too long. One line for all events that wait; another once a caller has given up, or
/// a runtime has come and gone. Every member needs the pool's lock.
/// </summary>
/// <param name="isStartedByHost">Then a runtime comes by itself, and nothing is said.</param>
internal sealed class MissingRuntime(string function, bool isStartedByHost, ILogger logger)
{
    /// <summary>A runtime that works on an event does not poll, but it is there.</summary>
    private bool _isThere;
    private bool _isSaid;

    /// <summary>Whether an external runtime polls or works.</summary>
    public bool IsThere => _isThere;

    public void Polls() => (_isThere, _isSaid) = (true, false);

    /// <summary>The connection of the last one that polled has ended, or the one that ran is out of time.</summary>
    public void Goes() => _isThere = false;

    public void CallerGivesUp() => _isSaid = false;

    public void EventWaits()
    {
        if (!isStartedByHost && !_isThere && !_isSaid)
        {
            _isSaid = true;
            EnvironmentPoolLog.NoRuntime(logger, function);
        }
    }
}
