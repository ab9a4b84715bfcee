using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.Retry;

namespace Onboarding.Functions.Users;

/// <summary>Tries again, with growing and random pauses, while somebody else holds the item: about a second.</summary>
internal static class Contention
{
    // Polly keeps the members of the outcome, for its telemetry.
    public static ResiliencePipeline<T> Retry<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(
        TimeProvider clock, Func<T, bool> isContended)
    {
        var builder = new ResiliencePipelineBuilder<T> { TimeProvider = clock };
        return builder.AddRetry(new RetryStrategyOptions<T>
        {
            ShouldHandle = new PredicateBuilder<T>().HandleResult(isContended),
            MaxRetryAttempts = 5,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(20),
            MaxDelay = TimeSpan.FromMilliseconds(500),
            UseJitter = true,
        }).Build();
    }
}
