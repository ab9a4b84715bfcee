namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>One look at the clock: what the calendar shows, and how old things are by running time.</summary>
/// <param name="jumps">Of the calendar until now.</param>
/// <param name="readers">Whose pauses count, too: what any of them has waited for is no older than it has run.</param>
internal readonly struct RunningMoment(DateTimeOffset at, RunningInstant running, Jumps jumps, Pauses[] readers)
{
    /// <summary>The calendar, for stamps that leave the host.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>For deadlines that do not.</summary>
    public RunningInstant Running { get; } = running;

    /// <summary>The running time since a stamp of the calendar; zero where that lies ahead.</summary>
    public TimeSpan AgeOf(DateTimeOffset stamp)
    {
        var since = new RunningInstant(jumps.Map(stamp.UtcTicks));
        var age = Running - since;
        foreach (var reader in readers)
        {
            var ownAge = reader.Between(since, Running);
            age = ownAge < age ? ownAge : age;
        }

        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }
}
