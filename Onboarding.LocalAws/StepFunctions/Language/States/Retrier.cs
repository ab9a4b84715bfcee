using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>One entry of Retry.</summary>
internal sealed record Retrier(
    IReadOnlyList<string> ErrorEquals,
    int IntervalSeconds,
    int MaxAttempts,
    double BackoffRate,
    int? MaxDelaySeconds,
    bool IsJittered)
{
    /// <param name="retries">How often this retrier retried this state before.</param>
    /// <returns>How long to wait before the next attempt; null: there is none left.</returns>
    public TimeSpan? Delay(int retries, RandomSource random) => throw new NotSupportedException();
}
