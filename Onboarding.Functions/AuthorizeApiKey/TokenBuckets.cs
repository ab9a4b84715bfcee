using Onboarding.Functions.Caching;

namespace Onboarding.Functions.AuthorizeApiKey;

/// <summary>
/// A token bucket per key, in this execution environment alone; docs/adr/0010-limit-keys-per-environment.md says what
/// that means with several. An environment serves one request at a time: nothing happens between reading a level and
/// writing it.
/// </summary>
/// <param name="capacity">Beyond this many active keys, the longest unused starts full again.</param>
internal sealed class TokenBuckets(int capacity, TimeProvider time)
{
    private readonly ExpiringCache<Level> _levels = new(capacity, time);

    /// <summary>Takes a token, or says how long it is until there is one.</summary>
    /// <remarks>
    /// By the wall clock: Lambda freezes an environment between requests, and a monotonic clock may stand still then.
    /// A wall clock may be set back, hence the lower bound.
    /// </remarks>
    public bool TryTake(string keyId, RateLimit limit, out TimeSpan wait)
    {
        wait = TimeSpan.FromSeconds(1);
        // A limit that could not be read: no requests, rather than no limit.
        if (limit.PerSecond < 1 || limit.Burst < 1)
        {
            return false;
        }

        var now = time.GetUtcNow();
        double tokens = limit.Burst;
        if (_levels.TryGet(keyId, out var level))
        {
            var refilled = Math.Max(0, (now - level.At).TotalSeconds) * limit.PerSecond;
            tokens = Math.Min(limit.Burst, level.Tokens + refilled);
        }

        var taken = tokens >= 1;
        if (taken)
        {
            tokens--;
        }

        wait = taken ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - tokens) / limit.PerSecond);
        // A bucket that has had the time to fill is as good as a new one.
        _levels.Set(keyId, new Level(tokens, now), TimeSpan.FromSeconds((limit.Burst - tokens) / limit.PerSecond));
        return taken;
    }

    private readonly record struct Level(double Tokens, DateTimeOffset At);
}
