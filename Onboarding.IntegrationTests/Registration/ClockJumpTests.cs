using System.Globalization;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>
/// Functions whose clock is set by up to a week, forward or back, before each time that they look at it: every user is
/// completed, with one mail each, as no sending ends unclear.
/// </summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    private const int Users = 40;
    private readonly RunningStack _stack = new(new OnboardingOptions { Functions = FunctionHostingMode.External });
    private readonly List<AttachedRuntime> _runtimes = [];

    public async Task InitializeAsync()
    {
        await _stack.InitializeAsync();
        foreach (var function in await _stack.FunctionNamesAsync())
        {
            var jumps = function.Contains("Enrich", StringComparison.Ordinal)
                || function.Contains("Provision", StringComparison.Ordinal);
            _runtimes.Add(await AttachedRuntime.StartAsync(_stack, function, jumps ? new JumpingClock(17) : null));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var runtime in _runtimes)
        {
            await runtime.DisposeAsync();
        }

        await _stack.DisposeAsync();
    }

    [Fact]
    public async Task Every_user_is_completed_with_one_mail()
    {
        var emails = Enumerable.Range(0, Users)
            .Select(index => string.Create(CultureInfo.InvariantCulture, $"user{index}@example.com"));

        await Parallel.ForEachAsync(emails, async (email, _) =>
        {
            var user = await _stack.RegisteredAsync(new { email, name = "User", phone = "+442079460000" });
            var end = await _stack.ReachedAsync(user, "completed", "failed");
            Assert.Equal("completed", end.GetProperty("status").GetString());
            Assert.Single(await _stack.MailsAsync(email));
        });

        Assert.DoesNotContain("will be delivered again", _stack.Logs, StringComparison.Ordinal);
    }

    private sealed class JumpingClock(int seed) : TimeProvider
    {
        private readonly Random _random = new(seed);

        public override DateTimeOffset GetUtcNow()
        {
            lock (_random)
            {
                return System.GetUtcNow() + TimeSpan.FromSeconds(_random.Next(-7 * 86_400, 7 * 86_400));
            }
        }
    }
}
