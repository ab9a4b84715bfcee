namespace Onboarding.LocalAws.HttpApi.Throttling;

/// <summary>
/// The token bucket of one route (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html):
/// it holds at most the burst and refills at the rate.
/// </summary>
internal sealed class TokenBucket(ThrottleDefinition limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = limits.Burst;
    private long _refilled = time.GetTimestamp();

    /// <summary>False where the request is one too many.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var earned = time.GetElapsedTime(_refilled, now).TotalSeconds * limits.RatePerSecond;
            _tokens = Math.Min(limits.Burst, _tokens + earned);
            _refilled = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
