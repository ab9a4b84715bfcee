using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Exponential back-off with full jitter on its upper half. AWS does not document its own; on a laptop the first
/// retry should not keep a developer waiting.
/// </summary>
internal sealed class Backoff(RandomSource random, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int _failures;

    public void Reset() => _failures = 0;

    public Task WaitAsync(CancellationToken stop)
    {
        var ceiling = Math.Min(First.Ticks << Math.Min(_failures++, 20), Longest.Ticks);
        return Task.Delay(TimeSpan.FromTicks((long)(ceiling * (0.5 + (random.NextDouble() / 2)))), time, stop);
    }
}
