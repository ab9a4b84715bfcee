using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>
/// One entry of Retry
/// (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error).
/// </summary>
/// <param name="IsJittered">JitterStrategy FULL: each delay is anything between none and itself.</param>
internal sealed record Retrier(
    IReadOnlyList<string> ErrorEquals,
    int IntervalSeconds,
    int MaxAttempts,
    double BackoffRate,
    int? MaxDelaySeconds,
    bool IsJittered)
{
    /// <summary>A year and a day: no back-off waits longer, and none overflows.</summary>
    private const double DelaySecondsMax = 31_622_400;

    /// <param name="retries">How often this retrier retried this state before.</param>
    /// <returns>How long to wait before the next attempt; null: there is none left.</returns>
    public TimeSpan? Delay(int retries, RandomSource random)
    {
        if (retries >= MaxAttempts)
        {
            return null;
        }

        var seconds = Math.Min(
            IntervalSeconds * Math.Pow(BackoffRate, retries), MaxDelaySeconds ?? DelaySecondsMax);
        return TimeSpan.FromSeconds(IsJittered ? seconds * random.NextDouble() : seconds);
    }
}
