using System.Net;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Compliance;

/// <summary><c>--functions external</c> with more than one debugger at work.</summary>
public sealed class DebuggerTests : IAsyncLifetime
{
    private const string GetRegistration = "onboarding-GetRegistrationFunction";

    private readonly RunningStack _stack = new(new OnboardingOptions { Functions = FunctionHostingMode.External });

    public Task InitializeAsync() => _stack.InitializeAsync();

    public Task DisposeAsync() => _stack.DisposeAsync();

    [Fact]
    public async Task Two_debuggers_of_two_functions_stand_at_their_breakpoints_at_once()
    {
        using var getRegistration = new HaltedRuntime(_stack, GetRegistration);
        using var login = new HaltedRuntime(_stack, "onboarding-LoginFunction");
        var registration = _stack.Api.GetStringAsync("/registrations/halted");
        var signIn = _stack.LoginAsync("halted", "password");
        Assert.Contains("/registrations/halted", await getRegistration.HaltAsync(), StringComparison.Ordinal);
        Assert.Contains("/login", await login.HaltAsync(), StringComparison.Ordinal);

        await login.ContinueAsync("""{"statusCode":200,"body":"\"login\""}""");
        Assert.Equal("login", (await signIn).Body.GetString());
        Assert.False(registration.IsCompleted);
        await getRegistration.ContinueAsync("""{"statusCode":200,"body":"registration"}""");
        Assert.Equal("registration", await registration);
    }

    [Fact]
    public async Task Two_runtimes_of_one_function_share_its_events()
    {
        using var halted = new HaltedRuntime(_stack, GetRegistration);
        var first = _stack.Api.GetStringAsync("/registrations/first");
        Assert.Contains("/registrations/first", await halted.HaltAsync(), StringComparison.Ordinal);

        await using var running = await AttachedRuntime.StartAsync(_stack, GetRegistration);
        for (var i = 0; i < 3; i++)
        {
            using var answer = await _stack.Api.GetAsync("/registrations/unknown");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.False(first.IsCompleted);
        await halted.ContinueAsync("""{"statusCode":200,"body":"from the breakpoint"}""");
        Assert.Equal("from the breakpoint", await first);
    }

    [Fact]
    public async Task Without_time_outs_a_debugger_has_all_the_time()
    {
        var stack = await RunningStack.StartAsync(
            new OnboardingOptions { Functions = FunctionHostingMode.External, Timeouts = false });
        using var halted = new HaltedRuntime(stack, GetRegistration);
        var registration = stack.Api.GetStringAsync("/registrations/halted");
        await halted.HaltAsync();
        Assert.True(halted.Deadline > TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1));
        await halted.ContinueAsync("""{"statusCode":200,"body":"late"}""");
        Assert.Equal("late", await registration);
        await stack.DisposeAsync();
    }
}
