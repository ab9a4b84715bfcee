using Onboarding.Functions.Login;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Login;

public sealed class SignInAttemptsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Locks_with_the_fifth_attempt_in_a_row()
    {
        var attempts = SignInAttempts.None;
        for (var i = 0; i < 4; i++)
        {
            attempts = attempts.Count(_clock.GetUtcNow());
        }

        Assert.False(attempts.IsLocked(_clock.GetUtcNow()));
        attempts = attempts.Count(_clock.GetUtcNow());
        Assert.True(attempts.IsLocked(_clock.GetUtcNow()));
        Assert.Equal(5, attempts.Version);
    }

    [Fact]
    public void Unlocks_when_the_time_is_over()
    {
        var attempts = LockOut(SignInAttempts.None);

        _clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.True(attempts.IsLocked(_clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(attempts.IsLocked(_clock.GetUtcNow()));
    }

    [Fact]
    public void Doubles_the_lock_up_to_a_day()
    {
        var attempts = SignInAttempts.None;
        List<double> minutes = [];
        for (var i = 0; i < 40; i++)
        {
            attempts = LockOut(attempts);
            var locked = attempts.LockedUntil!.Value - _clock.GetUtcNow();
            minutes.Add(locked.TotalMinutes);
            _clock.Advance(locked);
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1440, 1440], minutes.Take(9));
        Assert.Equal(1440, minutes[^1]);
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(7)]
    public void A_lock_lasts_no_longer_than_a_day_whatever_the_clock_was_set_to(int days)
    {
        var attempts = LockOut(SignInAttempts.None);

        _clock.Advance(TimeSpan.FromDays(days));

        Assert.False(attempts.IsLocked(_clock.GetUtcNow()));
    }

    private SignInAttempts LockOut(SignInAttempts attempts)
    {
        for (var i = 0; i < 5; i++)
        {
            attempts = attempts.Count(_clock.GetUtcNow());
        }

        return attempts;
    }
}
