namespace Onboarding.AppHost.Dashboard;

/// <summary>When a process that has ended by itself is started again.</summary>
/// <param name="FirstDelay">Doubled for each end that follows soon.</param>
/// <param name="CountMax">After so many restarts in a row it stays down.</param>
/// <param name="SteadyTime">One that ran for so long begins to count anew.</param>
internal sealed record RestartPolicy(TimeSpan FirstDelay, int CountMax, TimeSpan SteadyTime)
{
    public static RestartPolicy Default { get; } = new(TimeSpan.FromSeconds(1), CountMax: 5, TimeSpan.FromMinutes(5));

    /// <param name="restarts">How many there were in a row.</param>
    public TimeSpan DelayAfter(int restarts) => FirstDelay * Math.Pow(2, restarts);
}
