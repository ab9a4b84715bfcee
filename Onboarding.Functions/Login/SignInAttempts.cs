namespace Onboarding.Functions.Login;

/// <summary>
/// How often signing in has failed in a row, and until when it is locked for that.
/// </summary>
/// <remarks>
/// An attempt is counted before the password is looked at: were it counted afterwards, a thousand guesses sent at once
/// would all be looked at before the first of them counts. So the fifth attempt locks the name at once, and only its
/// success lifts the lock again. What is written is guarded by <see cref="Version"/>: of two at once, one counts first.
/// </remarks>
/// <param name="Version">Counts every attempt ever made.</param>
/// <param name="Failures">In a row, since the last success or lock.</param>
/// <param name="Lockouts">In a row, since the last success.</param>
internal sealed record SignInAttempts(long Version, int Failures, int Lockouts, DateTimeOffset? LockedUntil)
{
    private const int FailuresMax = 5;
    private static readonly TimeSpan FirstLockout = TimeSpan.FromMinutes(15);

    // Unlimited doubling would let an attacker lock a user out for good.
    private static readonly TimeSpan LockoutMax = TimeSpan.FromHours(24);

    /// <summary>How far ahead a lock may end: the longest one, set by a clock that is a little ahead.</summary>
    public static readonly TimeSpan LockAheadMax = LockoutMax + TimeSpan.FromMinutes(5);

    public static SignInAttempts None { get; } = new(0, 0, 0, LockedUntil: null);

    /// <summary>
    /// A lock beyond the longest there is was written by a clock that was ahead, or ours was set back since: it would
    /// keep its owner out for as long as the clocks differ, and counts for nothing.
    /// </summary>
    public bool IsLocked(DateTimeOffset now) => LockedUntil > now && LockedUntil <= now + LockAheadMax;

    /// <summary>One attempt more, taken for a failure until the password proves right.</summary>
    public SignInAttempts Count(DateTimeOffset now)
    {
        if (Failures + 1 < FailuresMax)
        {
            return this with { Version = Version + 1, Failures = Failures + 1, LockedUntil = null };
        }

        return new SignInAttempts(Version + 1, 0, Lockouts + 1, now + LockoutAfter(Lockouts));
    }

    // 15, 30, 60 minutes …; seven doublings pass the maximum.
    private static TimeSpan LockoutAfter(int lockouts)
    {
        var lockout = FirstLockout * (1 << Math.Min(lockouts, 7));
        return lockout < LockoutMax ? lockout : LockoutMax;
    }
}
