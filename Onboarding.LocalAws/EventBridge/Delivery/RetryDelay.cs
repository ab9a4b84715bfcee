using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.EventBridge.Delivery;

/// <summary>
/// The pause before another attempt: exponential with jitter. AWS tells no more than "up to 185 times in 24 hours
/// with an exponential back off and jitter"; with pauses that grow to ten minutes, 185 of them last about that long.
/// </summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Max = TimeSpan.FromMinutes(10);

    /// <param name="retries">How many there were; the first pause is up to one second.</param>
    public static TimeSpan Next(int retries, RandomSource random)
    {
        var full = Math.Min(Math.Pow(2, Math.Min(retries, 20)), Max.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (random.NextDouble() / 2)));
    }
}
