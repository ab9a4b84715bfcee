using Onboarding.Functions.Randomness;
using Polly;
using Polly.Retry;

namespace Onboarding.Functions.Users;

/// <summary>Retries with backoff and jitter, for about a second, while another transaction holds the item.</summary>
/// <remarks>
/// The pipeline is not generic over the outcome: <c>ResiliencePipelineBuilder&lt;T&gt;</c> keeps every member of T
/// for its telemetry, which of an enum includes <c>Enum.GetValues(Type)</c>, and Native AOT refuses that (IL3050).
/// </remarks>
internal sealed class Contention(TimeProvider time, RandomSource random)
{
    public ResiliencePipeline Retry<T>(Func<T, bool> isContended) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = tried => ValueTask.FromResult(tried.Outcome.Result is T outcome && isContended(outcome)),
                MaxRetryAttempts = 5,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(20),
                MaxDelay = TimeSpan.FromMilliseconds(500),
                UseJitter = true,
                Randomizer = random.NextDouble,
            })
            .Build();
}
