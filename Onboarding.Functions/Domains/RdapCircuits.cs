using Onboarding.Functions.Caching;
using Onboarding.Functions.Randomness;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Onboarding.Functions.Domains;

/// <summary>
/// How calls to the registries fail: a time limit per try, one repetition, and a circuit that opens after a few
/// failures, so that an outage costs the first users seconds and those behind them nothing. One circuit per top-level
/// domain: behind a bootstrap service such as rdap.org each has its own registry, and one that is down, or that an
/// attacker provokes with domains whose registry hangs, must not leave the domains of the others unverified.
/// </summary>
internal sealed class RdapCircuits(TimeProvider time, RandomSource random)
{
    private const int CircuitsMax = 256;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ExpiringCache<ResiliencePipeline> _circuits = new(CircuitsMax, time);
    private readonly SteadyClock _steady = new(time);

    public ResiliencePipeline For(string topLevelDomain)
    {
        if (!_circuits.TryGet(topLevelDomain, out var circuit))
        {
            circuit = Build();
            _circuits.Set(topLevelDomain, circuit, Lifetime);
        }

        return circuit;
    }

    private ResiliencePipeline Build()
    {
        var failures = new PredicateBuilder()
            .Handle<RdapUnavailableException>()
            .Handle<HttpRequestException>(exception => exception.InnerException is not RdapRefusedException)
            .Handle<TimeoutRejectedException>();
        // The breaker remembers until when it is open by its clock's date: on the wall's, a clock that is set back by
        // a week keeps it open for that week.
        return new ResiliencePipelineBuilder { TimeProvider = _steady }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = failures,
                MaxRetryAttempts = 1,
                Delay = TimeSpan.FromMilliseconds(200),
                UseJitter = true,
                Randomizer = random.NextDouble,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = failures,
                FailureRatio = 0.5,
                MinimumThroughput = 3,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(30),
            })
            .AddTimeout(TimeSpan.FromSeconds(2))
            .Build();
    }
}
